import { readFileSync } from 'node:fs'
import { median, percentile, round, type Throughput } from './figures.ts'
import { bareReceiver, type Receiver, type RelayReceiver, relayReceiver } from './receivers.ts'
import { startStandIn } from './stand-in-process.ts'

/** Enough for a steady rate, few enough for two cores; the two receivers take turns, so that a busy moment meets both. */
const flood = { count: 2_000, rounds: 5 }
const paced = { count: 400, perSecond: 20 }
const warmUp = 500
/** How much of the 50,000 goes by until memory is looked at first: by then everything is loaded and compiled. */
const memory = { count: 50_000, first: 10_000, portion: 2_500 }

const oneSender = ['+79160000001']
const hundredSenders = Array.from({ length: 100 }, (_, index) => `+7917${String(index).padStart(7, '0')}`)

export interface InboundFigures {
  oneSender: Throughput
  hundredSenders: Throughput
  paced: { bareP99Ms: number; relayP99Ms: number }
  memory?: { startMb: number; endMb: number }
}

/** Which parts are measured, all of them by default; a folder for the relay's profile. */
export interface InboundOptions {
  only?: string | undefined
  profileInto?: string | undefined
}

type Say = (line: string) => void
type Push = (receiver: Receiver, from: string[], count: number, perSecond?: number) => Promise<number[]>

/** Bare Baileys with keys in memory against our relay, durable, up to the live event; one stand-in in another process, one run. */
export async function benchInbound(
  say: Say,
  { only, profileInto }: InboundOptions = {},
): Promise<Partial<InboundFigures>> {
  const standIn = await startStandIn()
  const push: Push = async (receiver, from, count, perSecond) => {
    const { company } = receiver
    const ask = { company, count, from, ...(perSecond === undefined ? {} : { perSecond }) }
    return (await standIn.whatsapp.pushMany(ask)).map(({ sentAt }) => sentAt)
  }
  try {
    const bare = await bareReceiver(standIn)
    const relay = await relayReceiver(standIn, profileInto)
    const wanted = (part: keyof InboundFigures) => only === undefined || only === part
    const figures: Partial<InboundFigures> = {}
    if (wanted('oneSender')) figures.oneSender = await throughput('one sender', push, oneSender, bare, relay, say)
    if (wanted('hundredSenders'))
      figures.hundredSenders = await throughput('100 senders', push, hundredSenders, bare, relay, say)
    if (wanted('paced')) figures.paced = await latency(push, bare, relay, say)
    await bare.close()
    if (wanted('memory')) figures.memory = await memoryOf(push, relay, say)
    await relay.close()
    return figures
  } finally {
    standIn.end()
  }
}

async function throughput(
  name: string,
  push: Push,
  from: string[],
  bare: Receiver,
  relay: Receiver,
  say: Say,
): Promise<Throughput> {
  const rates = { bare: [] as number[], relay: [] as number[] }
  const work = { bare: 0, relay: 0 }
  for (const receiver of [bare, relay]) await untilTaken(push, receiver, from, warmUp)
  for (let turn = 0; turn < flood.rounds; turn += 1) {
    const before = { bare: bare.workMs(), relay: relay.workMs() }
    rates.bare.push(await rate(push, bare, from))
    work.bare += bare.workMs() - before.bare
    rates.relay.push(await rate(push, relay, from))
    work.relay += relay.workMs() - before.relay
    say(
      `${name}, round ${turn + 1}: bare Baileys ${round(rates.bare.at(-1) ?? 0)}/s, the relay ${round(rates.relay.at(-1) ?? 0)}/s`,
    )
  }
  const ratios = rates.relay.map((relayRate, index) => relayRate / (rates.bare[index] ?? Number.NaN))
  const figures = { bare: median(rates.bare), relay: median(rates.relay), ratio: median(ratios) }
  say(
    `${name}: bare Baileys ${figures.bare}/s, the relay ${figures.relay}/s, ratio ${figures.ratio} of ${ratios.map(round)}`,
  )
  const each = (ms: number) => round(ms / (flood.count * flood.rounds))
  say(
    `${name}: processor time for a message ${each(work.bare)} ms, ${each(work.relay)} ms, ratio ${round(work.bare / work.relay)}`,
  )
  return figures
}

async function untilTaken(push: Push, receiver: Receiver, from: string[], count: number): Promise<number[]> {
  const before = receiver.arrivals.length
  const sent = await push(receiver, from, count)
  await receiver.untilCount(before + count)
  return sent
}

async function rate(push: Push, receiver: Receiver, from: string[]): Promise<number> {
  const [began = Number.NaN] = await untilTaken(push, receiver, from, flood.count)
  return flood.count / (((receiver.arrivals.at(-1) ?? Number.NaN) - began) / 1000)
}

async function latency(push: Push, bare: Receiver, relay: Receiver, say: Say): Promise<InboundFigures['paced']> {
  const p99 = async (receiver: Receiver): Promise<number> => {
    const before = receiver.arrivals.length
    const sent = await push(receiver, oneSender, paced.count, paced.perSecond)
    await receiver.untilCount(before + paced.count)
    const took = sent.map((sentAt, index) => (receiver.arrivals[before + index] ?? Number.NaN) - sentAt)
    say(
      `paced at ${paced.perSecond}/s, ${receiver === bare ? 'bare Baileys' : 'the relay'}: p50 ${percentile(took, 0.5)} ms, p99 ${percentile(took, 0.99)} ms`,
    )
    return percentile(took, 0.99)
  }
  return { bareP99Ms: await p99(bare), relayP99Ms: await p99(relay) }
}

async function memoryOf(push: Push, relay: RelayReceiver, say: Say): Promise<{ startMb: number; endMb: number }> {
  let startMb = Number.NaN
  for (let taken = 0; taken < memory.count; taken += memory.portion) {
    await untilTaken(push, relay, hundredSenders, memory.portion)
    if (taken + memory.portion === memory.first) startMb = residentMb(relay.pid)
    say(`memory after ${taken + memory.portion}: ${residentMb(relay.pid)} MB`)
  }
  return { startMb, endMb: residentMb(relay.pid) }
}

/** Linux only. */
const residentMb = (pid: number): number =>
  round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
