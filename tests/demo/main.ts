import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'
import { playByHand } from './play-by-hand.ts'
import { playOnce } from './play-once.ts'

/** `npm run demo`: the whole product with nothing real attached. `--once`: played by itself, headless. */
const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } })

silenceLibsignal()
const extension = resolve('.output/chrome-mv3')
const built = spawnSync(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'build', '-b', 'chrome'], {
  encoding: 'utf8',
})
if (built.status !== 0) throw new Error(`The extension could not be built:\n${built.stdout}\n${built.stderr}`)
process.exit(await (values.once ? playOnce(extension) : playByHand(extension)))
