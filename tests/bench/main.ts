import { parseArgs } from 'node:util'
import { benchFaults } from '../exchange-faults/bench.ts'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'
import { benchExchange } from './exchange.ts'
import { benchFanOut } from './fan-out.ts'
import { benchInbound } from './inbound.ts'
import { benchPopup } from './popup.ts'
import { benchSearch } from './search.ts'
import { benchStartUp } from './start-up.ts'
import { benchWeekOff } from './week-off.ts'

/**
 * `npm run bench -- <name> [--json]`: one measurement; with --json its last line is one JSON object. `inbound --only oneSender` (hundredSenders, paced, memory)
 * measures one part; `exchange --rows 100000` takes a shorter long journal; `popup --extension <folder>` measures a build that is there, `--rows 200` with fewer conversations; `--profile <folder>` writes the relay's CPU profile there.
 */
const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
    rows: { type: 'string' },
    events: { type: 'string' },
    seed: { type: 'string', default: '1' },
    extension: { type: 'string' },
    engine: { type: 'string' },
  },
  allowPositionals: true,
})
const benches: Record<string, (say: (line: string) => void) => Promise<object>> = {
  inbound: (say) => benchInbound(say, { only: values.only, profileInto: values.profile }),
  'fan-out': benchFanOut,
  'start-up': benchStartUp,
  'exchange-faults': (say) => benchFaults(say, { events: Number(values.events ?? 10_000), seed: Number(values.seed) }),
  search: (say) =>
    benchSearch(say, {
      rows: values.rows === undefined ? undefined : Number(values.rows),
      engine: values.engine === 'postgres' ? 'postgres' : 'sqlite',
    }),
  popup: (say) => benchPopup(say, { extension: values.extension, conversations: Number(values.rows ?? 2_000) }),
  'week-off': (say) => benchWeekOff(say, { events: Number(values.events ?? 100_000) }),
  exchange: (say) =>
    benchExchange(say, {
      profileInto: values.profile,
      large: values.rows === undefined ? undefined : Number(values.rows),
    }),
}
const bench = benches[positionals[0] ?? '']
if (!bench) {
  process.stderr.write(`npm run bench -- <name> [--json]; names: ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}
silenceLibsignal()
const result = await bench((line) => process.stderr.write(`${line}\n`))
process.stdout.write(`${values.json ? JSON.stringify(result) : JSON.stringify(result, null, 2)}\n`)
process.exit()
