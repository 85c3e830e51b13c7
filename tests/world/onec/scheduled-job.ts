import { type Accepted, acceptPacket, type RejectedEvent } from './accept-packet.ts'
import { putPrintForms } from './documents.ts'
import { hasToSend, noteRead, packetToSend } from './packet-to-send.ts'
import { type RelayAddress, relayHeaders } from './relay-address.ts'
import type { RunningBase } from './running-base.ts'

/** Steps that one run may take (guides/onec.md 3.3). */
const mostSteps = 20

/** What one run of the job came to; `error` as it would stand in the event log. */
export interface JobRun {
  steps: number
  applied: number
  error?: string
}

/** One run: exchanges packets while the relay has events or this base has something to send. */
export async function runJob(running: RunningBase, relay: RelayAddress, end: AbortSignal): Promise<JobRun> {
  const run: JobRun = { steps: 0, applied: 0 }
  let rejected: RejectedEvent[] = []
  while (run.steps < mostSteps) {
    await putPrintForms(running, relay)
    const packet = packetToSend(running.base, running.mode, rejected)
    const nothing = packet.outgoing.length === 0 && rejected.length === 0 && !hasToSend(running.base, running.mode)
    const waitSeconds = run.steps === 0 && nothing ? running.mode.waitSeconds : 0
    const accepted = await callRelay({ ...packet, waitSeconds }, running, relay, end)
    run.steps += 1
    if ('error' in accepted) return { ...run, error: accepted.error }
    running.changed()
    run.applied += accepted.applied
    rejected = accepted.rejected
    if (accepted.applied === 0 && !accepted.more && rejected.length === 0 && !hasToSend(running.base, running.mode))
      break
  }
  return run
}

/** A run does not overlap itself: the next is counted from the end of this one. @returns a function that stops the job and waits for its run. */
export function startJob(everySeconds: number | undefined, job: () => Promise<void>): () => Promise<void> {
  if (everySeconds === undefined) return async () => {}
  let stopped = false
  let running = Promise.resolve()
  let timer: NodeJS.Timeout
  const again = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = job().finally(again)
    }, everySeconds * 1000)
  }
  again()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running.catch(() => undefined)
  }
}

async function callRelay(
  packet: ReturnType<typeof packetToSend> & { waitSeconds: number },
  running: RunningBase,
  relay: RelayAddress,
  end: AbortSignal,
): Promise<Accepted | { error: string }> {
  try {
    const response = await fetch(`${relay.url}/onec/v1/exchange`, {
      method: 'POST',
      headers: { ...relayHeaders(relay), 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(packet),
      redirect: 'manual',
      signal: end,
    })
    const body = await response.text()
    if (running.mode.calls === 'losesAnswers') return { error: 'Соединение разорвано' }
    if (!response.ok) return { error: `HTTP ${response.status} ${body}` }
    noteRead(running.base, packet)
    return acceptPacket(running.base, JSON.parse(body), running.mode)
  } catch (cause) {
    return { error: String(cause) }
  }
}
