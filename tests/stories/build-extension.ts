import { spawnSync } from 'node:child_process'
import { Browser, type Engine, engine } from '../world/browser.ts'
import { languagesOfStories, usedProfiles } from '../world/used-profiles.ts'

/** Builds the extension once for all stories, exactly as it is shipped, into a folder of its own, and installs it in the browsers that most of them begin with. */
export default async function setup(): Promise<void> {
  build(engine)
  if (engine === 'chromium') await Promise.all(languagesOfStories.map(installIn))
}

async function installIn(language: (typeof languagesOfStories)[number]): Promise<void> {
  const browser = await Browser.open({ language })
  await browser.close()
  usedProfiles.keep(browser.profile, language)
}

export function build(forWhom: Engine): void {
  // In them the build before is installed.
  if (forWhom === 'chromium') usedProfiles.forget()
  const target = forWhom === 'firefox' ? ['-b', 'firefox', '--mv2'] : ['-b', 'chrome']
  const built = spawnSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build', ...target], {
    // The test runner's own NODE_ENV would make another build of it.
    env: { ...process.env, NODE_ENV: 'production', EXT_OUT: '.output-test' },
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The extension could not be built:\n${built.stdout}\n${built.stderr}`)
}
