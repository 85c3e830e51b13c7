import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

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
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) return installed()
  throw new Error(
    'No Chromium was found. On Debian or Ubuntu type: sudo apt-get install chromium — elsewhere install Chrome, or set CHROMIUM=/path/to/it.',
  )
}

function installed(): string {
  process.stderr.write('No Chromium was found: installing it with apt-get…\n')
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], quiet)
  const done = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet)
  if (done.status !== 0)
    throw new Error('apt-get could not install chromium. Type: apt-get install chromium — and see what it says.')
  return '/usr/bin/chromium'
}
