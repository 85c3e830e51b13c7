import { spawnSync } from 'node:child_process'
import { type Engine, engine } from '../world/browser.ts'

/** Builds the extension once for all stories, exactly as it is shipped, into a folder of its own. */
export default function setup(): void {
  build(engine)
}

export function build(forWhom: Engine): void {
  const target = forWhom === 'firefox' ? ['-b', 'firefox', '--mv2'] : ['-b', 'chrome']
  const built = spawnSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build', ...target], {
    // The test runner's own NODE_ENV would make another build of it.
    env: { ...process.env, NODE_ENV: 'production', EXT_OUT: '.output-test' },
    encoding: 'utf8',
  })
  if (built.status !== 0) throw new Error(`The extension could not be built:\n${built.stdout}\n${built.stderr}`)
}
