import { parseArgs } from 'node:util'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'
import { benchInbound } from './inbound.ts'
import { benchStartUp } from './start-up.ts'

/** `npm run bench -- <name> [--json]`: one measurement; with --json its last line is one JSON object. */
const benches: Record<string, (say: (line: string) => void) => Promise<object>> = {
  inbound: benchInbound,
  'start-up': benchStartUp,
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const bench = benches[positionals[0] ?? '']
if (!bench) {
  process.stderr.write(`npm run bench -- <name> [--json]; names: ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}
silenceLibsignal()
const result = await bench((line) => process.stderr.write(`${line}\n`))
process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`)
process.exit(0)
