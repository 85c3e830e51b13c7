import { parseArgs } from 'node:util'
import { startOnec } from './start-onec.ts'

/** A 1C base as a program: `tsx tests/world/onec/main.ts --relay http://127.0.0.1:8787 --token … [--port 0] [--file onec.sqlite] [--every 15]`. */
const { values } = parseArgs({
  options: {
    relay: { type: 'string' },
    token: { type: 'string' },
    port: { type: 'string', default: '0' },
    file: { type: 'string', default: ':memory:' },
    every: { type: 'string', default: '15' },
    wait: { type: 'string', default: '0' },
  },
})
if (values.relay === undefined || values.token === undefined) throw new Error('--relay and --token are wanted.')

const onec = await startOnec({
  relay: { url: values.relay, token: values.token },
  port: Number(values.port),
  file: values.file,
  everySeconds: Number(values.every),
  mode: { waitSeconds: Number(values.wait) },
})
console.log(JSON.stringify({ address: onec.address, publication: onec.publication }))

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void onec.close())
