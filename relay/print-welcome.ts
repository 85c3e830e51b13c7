import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { renderUnicodeCompact } from 'uqr'
import type { PairingCode } from '../shared/channel-status.ts'

/** What a person needs to begin. */
export interface Welcome {
  address: string
  setupCode: string | undefined
  administratorCode: string | undefined
}

/** What `npm start` says to the person in front of the terminal; to stdout, the log goes to stderr. */
export function printWelcome({ address, setupCode, administratorCode }: Welcome): void {
  const built = resolve('.output/chrome-mv3')
  const extension = existsSync(built) ? built : `not built yet: npm run build puts it into ${built}`
  const lines = [
    'Messenger Panel for 1C',
    `  Relay address   ${address}`,
    ...(setupCode === undefined
      ? []
      : [`  Setup code      ${setupCode}   (one time: the options page makes the first administrator with it)`]),
    ...(administratorCode === undefined
      ? []
      : [`  Invitation      ${administratorCode}   (one time: for the new administrator, on the options page)`]),
    `  Extension       ${extension}`,
  ]
  process.stdout.write(`\n${lines.join('\n')}\n\n`)
}

/** The code to scan, for whoever pairs without the options page. */
export function printPairingCode(code: PairingCode): void {
  process.stdout.write(
    `\nScan with WhatsApp on the company's phone (code ${code.number} of ${code.total}; the options page shows it too):\n${renderUnicodeCompact(code.qr)}\n`,
  )
}

/** How a number is, for whoever looks at the terminal. */
export function printSentence(sentence: string): void {
  process.stdout.write(`${sentence}\n`)
}
