import { once } from 'node:events'
import { Browser } from '../world/browser.ts'
import { cast } from '../world/company.ts'
import { RelayProcess } from '../world/relay-process.ts'
import { startWhatsApp } from '../world/whatsapp/whatsapp.ts'
import { openBoard } from './board.ts'

/** The demo for a person: a console page plays the phone, two clients and 1C. Ends with Ctrl+C. @returns the exit code */
export async function playByHand(extension: string): Promise<number> {
  const whatsapp = await startWhatsApp()
  whatsapp.phone(cast.company.number, { name: cast.company.name })
  whatsapp.client(cast.anna.number, { name: cast.anna.name, readsAtOnce: false })
  whatsapp.client(cast.ivan.number, { name: cast.ivan.name, readsAtOnce: false })
  const relay = await RelayProcess.start({ whatsapp })
  const browser = hasDisplay() ? await Browser.open({ extension, headless: false, firstRun: true }) : undefined
  const board = await openBoard({ whatsapp, relay, browser })
  process.stdout.write(
    `\nConsole         ${board.address}\nRelay address   ${relay.address}\nSetup code      ${relay.setupCode}\n`,
  )
  if (browser) {
    await (await browser.context.newPage()).goto(board.address)
    await (await browser.firstRun()).bringToFront()
  } else {
    process.stdout.write(withoutDisplay(extension))
  }
  const closed = browser && new Promise((resolve) => browser.context.once('close', resolve))
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), ...(closed ? [closed] : [])])
  await board.close()
  await browser?.discard().catch(() => undefined)
  await relay.stop()
  await whatsapp.close()
  return 0
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

const withoutDisplay = (extension: string): string => `
There is no display here, so no browser was opened. Either
  - npm run demo -- --once        plays the main job by itself, headless; or
  - open the console's address in a browser of this machine and load the unpacked extension from
    ${extension}
    (chrome://extensions, Developer mode, Load unpacked). Its first steps open by themselves and ask for address and code.
    The phone scans a screenshot that you give to the console.
`
