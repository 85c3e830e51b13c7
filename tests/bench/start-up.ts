import { readFileSync } from 'node:fs'
import { RelayProcess } from '../world/relay-process.ts'
import { startWhatsApp } from '../world/whatsapp/whatsapp.ts'
import { percentile, round } from './figures.ts'

const starts = 5
/** Long enough for the first code to be shown and for garbage of the start to be collected. */
const idleMs = 5_000

/** From the process's start to the address that it prints, median of five; and its resident memory when nothing happens. Linux only. */
export async function benchStartUp(say: (line: string) => void): Promise<{ readyMs: number; idleMb: number }> {
  const whatsapp = await startWhatsApp()
  const relay = await RelayProcess.start({ whatsapp })
  const times: number[] = []
  for (let number = 0; number < starts; number += 1) {
    await relay.kill()
    const began = performance.now()
    await relay.start()
    times.push(performance.now() - began)
  }
  await new Promise((resolve) => setTimeout(resolve, idleMs))
  const idleMb = round(residentKb(relay.pid) / 1024)
  await relay.stop()
  await whatsapp.close()
  const readyMs = percentile(times, 0.5)
  say(`ready in ${readyMs} ms (median of ${starts}), ${idleMb} MB idle`)
  return { readyMs, idleMb }
}

const residentKb = (pid: number | undefined): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
