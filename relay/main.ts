import { startRelay } from './app.ts'
import { systemClock } from './clock.ts'
import { explainStart } from './explain-start.ts'
import { createLog } from './log.ts'
import { printPairingCode, printSentence, printWelcome } from './print-welcome.ts'
import { readDotEnv, readSettings, WrongSettings } from './settings.ts'
import { fired, stopSignal } from './stop-signal.ts'

async function main(): Promise<void> {
  const settings = readSettings(process.env, readDotEnv())
  const log = createLog(settings.logLevel)
  const stop = stopSignal()
  const relay = await startRelay(settings, {
    log,
    clock: systemClock,
    showPairingCode: printPairingCode,
    say: printSentence,
  })
  printWelcome(relay)
  await fired(stop)
  await relay.close()
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof WrongSettings ? error.message : explainStart(error)}\n`)
    process.exit(1)
  },
)
