import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Whether packages can be installed here without asking anybody: Debian, as root. */
export const canInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Installs packages of Debian's. @throws with what to type */
export function installPackages(...packages: string[]): void {
  process.stderr.write(`Installing ${packages.join(' and ')} with apt-get…\n`)
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const
  spawnSync('apt-get', ['update'], quiet)
  const done = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], quiet)
  if (done.status === 0) return
  const command = `apt-get install ${packages.join(' ')}`
  throw new Error(`apt-get could not install ${packages.join(' and ')}. Type: ${command} — and see what it says.`)
}
