import { createServer, type RequestListener, type Server } from 'node:http'
import { phoneBookOf } from './clients.ts'
import { serveControl } from './control.ts'
import { documentsOf } from './documents.ts'
import { effectsIn, repeatsIn } from './effects.ts'
import { getFile, putFile } from './files.ts'
import { serveOnec } from './http-service.ts'
import { backupOf, cursorOf } from './infobase.ts'
import { answerJson } from './json-over-http.ts'
import { changedMode, type Mode, wellBehaved } from './mode.ts'
import type { Onec } from './onec.ts'
import { openInfobase } from './open-infobase.ts'
import { countWaiting, putToSend } from './packet-to-send.ts'
import { portOf } from './port-of.ts'
import type { RelayAddress } from './relay-address.ts'
import { createRunningBase, type RunningBase } from './running-base.ts'
import { runJob, startJob } from './scheduled-job.ts'
import { templatesOf } from './templates.ts'
import { usersOf } from './users.ts'

export interface OnecOptions {
  relay: RelayAddress
  /** Its database; in memory when absent. */
  file?: string
  /** Where its service and control listen; any free port when absent. */
  port?: number
  /** The scheduled job's period; without it the job runs only by `run`. */
  everySeconds?: number
  mode?: Partial<Mode>
}

const serviceUser = { login: 'messenger', password: 'Secret-1' }

/** Starts the stand-in: its service and control listen, its job runs. */
export async function startOnec(options: OnecOptions): Promise<Onec> {
  const running = createRunningBase(openInfobase(options.file ?? ':memory:'), { ...wellBehaved, ...options.mode })
  const closed = new AbortController()
  const server = createServer((request, response) => answer(request, response))
  const address = await listen(server, options.port ?? 0)
  const run = async () => {
    running.lastRun = await runJob(running, options.relay, closed.signal)
    return running.lastRun
  }
  const stopJob = startJob(options.everySeconds, async () => {
    if (running.mode.job === 'on') await run()
  })
  const close = async () => {
    closed.abort()
    await stopJob()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    running.base.close()
  }
  const onec: Onec = { ...verbsOf(running, options.relay), address, publication: publicationAt(address), run, close }
  const answer = listener(running, onec)
  return onec
}

const publicationAt = (address: string) => ({ url: `${address}/trade`, ...serviceUser })

const verbsOf = (
  running: RunningBase,
  relay: RelayAddress,
): Omit<Onec, 'address' | 'publication' | 'run' | 'close'> => ({
  mode: () => running.mode,
  change: (changes) => {
    running.mode = changedMode(running.mode, changes)
  },
  lastRun: () => running.lastRun,
  send: (what) => putToSend(running.base, what),
  putFile: (file) => putFile(relay, file),
  getFile: (fileId) => getFile(relay, fileId),
  effects: () => effectsIn(running.base),
  repeats: () => repeatsIn(running.base),
  cursor: () => cursorOf(running.base),
  waiting: () => countWaiting(running.base),
  until: running.until,
  phoneBook: phoneBookOf(running),
  users: usersOf(running),
  documents: documentsOf(running),
  templates: templatesOf(running),
  backup: () => backupOf(running.base),
  restore: (backup) => {
    running.base.close()
    running.base = openInfobase(backup)
  },
})

const listener =
  (running: RunningBase, onec: Onec): RequestListener =>
  async (request, response) => {
    try {
      if (await serveOnec(request, response, running, serviceUser)) return
      if (!(await serveControl(request, response, onec))) answerJson(response, 404, {})
    } catch (cause) {
      answerJson(response, 500, { error: { code: 'internal', message: String(cause) } })
    }
  }

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return `http://127.0.0.1:${portOf(server.address())}`
}
