import { existsSync } from 'node:fs'
import { canInstall, installPackages } from './install-packages.ts'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The browser for the tests and the demo: found, or on Debian as root installed. @throws with what to type */
export function findChromium(): string {
  const named = process.env.CHROMIUM
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM=${named}: there is no such program.`)
  }
  const found = places.find((place) => existsSync(place))
  if (found) return found
  if (canInstall()) {
    installPackages('chromium', 'chromium-l10n')
    return '/usr/bin/chromium'
  }
  throw new Error(
    'No Chromium was found. On Debian or Ubuntu type: sudo apt-get install chromium chromium-l10n — elsewhere install Chrome, or set CHROMIUM=/path/to/it.',
  )
}

/** Debian keeps Chromium's other languages in a package of its own; without it the extension would speak English. @throws with what to type */
export function needRussian(chromium: string): void {
  const languages = '/usr/lib/chromium/locales'
  if (!chromium.startsWith('/usr/bin/chromium') || !existsSync(languages) || existsSync(`${languages}/ru.pak`)) return
  if (!canInstall()) throw new Error('Chromium knows no Russian here. Type: sudo apt-get install chromium-l10n')
  installPackages('chromium-l10n')
}
