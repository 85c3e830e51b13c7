import { startRelay } from '../../relay/app.ts'
import { systemClock } from '../../relay/clock.ts'
import { createLog } from '../../relay/log.ts'
import { printPairingCode, printWelcome } from '../../relay/print-welcome.ts'
import { readSettings } from '../../relay/settings.ts'
import { fired, stopSignal } from '../../relay/stop-signal.ts'
import { openStore, type Store } from '../../relay/store/open.ts'

/** `relay/main.ts` with a store that does something more, or less, than it should. */
export async function relayWithStore(changed: (store: Store) => Store): Promise<void> {
  const settings = readSettings(process.env, undefined)
  const relay = await startRelay(settings, {
    log: createLog(settings.logLevel),
    clock: systemClock,
    showPairingCode: printPairingCode,
    openStore: async (given) => changed(await openStore(given)),
  })
  printWelcome(relay)
  await fired(stopSignal())
  await relay.close()
  process.exit(0)
}
