import { parseArgs } from 'node:util'
import { startPostgres } from '../world/postgres.ts'
import { silenceLibsignal } from '../world/whatsapp/silence-libsignal.ts'
import { crashRun, type Outcome } from './crash-run.ts'
import { figuresOf, inWords } from './report.ts'

// npm run crash -- [--moments 1000] [--engine sqlite|postgres] [--only inbound|both] [--seed 1] [--minutes 10] [--json]
const { values } = parseArgs({
  options: {
    moments: { type: 'string', default: '100' },
    engine: { type: 'string', default: 'sqlite' },
    only: { type: 'string' },
    seed: { type: 'string' },
    minutes: { type: 'string' },
    entry: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const moments = Number(values.moments)
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed)
const runs = (['inbound', 'both'] as const).filter((name) => values.only === undefined || values.only === name)
const known = ['sqlite', 'postgres'].includes(values.engine)
if (!Number.isInteger(moments) || moments < 1 || !Number.isInteger(seed) || runs.length === 0 || !known) {
  process.stderr.write(
    'npm run crash -- [--moments N] [--engine sqlite|postgres] [--only inbound|both] [--seed N] [--json]\n',
  )
  process.exit(2)
}

silenceLibsignal()
const say = (line: string) => void process.stderr.write(`${line}\n`)
const postgres = values.engine === 'postgres' ? await startPostgres() : undefined
const outcomes: Partial<Record<'inbound' | 'both', Outcome>> = {}
say(`${moments} kills on ${values.engine}, seed ${seed}`)
for (const name of runs) {
  const databaseUrl = await postgres?.freshDatabase()
  const relay = { ...(databaseUrl ? { databaseUrl } : {}), ...(values.entry ? { entry: values.entry } : {}) }
  const limit = values.minutes === undefined ? {} : { minutes: Number(values.minutes) }
  const outcome = await crashRun({ ...relay, ...limit, moments, seed, replies: name === 'both', say })
  outcomes[name] = outcome
  say(inWords(name, outcome))
}
await postgres?.close()
const figures = Object.fromEntries(Object.entries(outcomes).map(([name, outcome]) => [name, figuresOf(outcome)]))
if (values.json) process.stdout.write(`${JSON.stringify(figures)}\n`)
process.exit(Object.values(figures).some(({ lost, doubled }) => lost + doubled > 0) ? 1 : 0)
