import { existsSync } from 'node:fs'
import { canInstall, installPackages } from '../install-packages.ts'

const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox']

/** Firefox for the stories: found, or on Debian as root installed. @throws with what to type */
export function findFirefox(): string {
  const named = process.env.FIREFOX
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`FIREFOX=${named}: there is no such program.`)
  }
  const found = places.find((place) => existsSync(place))
  if (found) return found
  if (canInstall()) {
    installPackages('firefox-esr', 'firefox-esr-l10n-ru')
    return '/usr/bin/firefox-esr'
  }
  throw new Error(
    'No Firefox was found. On Debian type: sudo apt-get install firefox-esr firefox-esr-l10n-ru — elsewhere install it, or set FIREFOX=/path/to/it.',
  )
}

/** Debian keeps Firefox's other languages in packages of their own; without it the extension would speak English. @throws with what to type */
export function needRussianFirefox(firefox: string): void {
  const languages = '/usr/lib/firefox-esr/browser/extensions'
  if (firefox !== '/usr/bin/firefox-esr' || existsSync(`${languages}/langpack-ru@firefox-esr.mozilla.org.xpi`)) return
  if (!canInstall()) throw new Error('Firefox knows no Russian here. Type: sudo apt-get install firefox-esr-l10n-ru')
  installPackages('firefox-esr-l10n-ru')
}
