import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import type { WhatsAppStandIn } from './whatsapp/whatsapp.ts'

export interface RelayOptions {
  whatsapp: Pick<WhatsAppStandIn, 'url' | 'mediaCertificate'>
  databaseUrl?: string
  /** Another program in the place of `relay/main.ts`: the relay put together with a part that fails. */
  entry?: string
  /** For node itself, for profiles. */
  nodeOptions?: readonly string[]
  /** Shows what the relay says; for finding faults. */
  verbose?: boolean
}

/** The real relay in a process of its own, as `npm start` runs it; it can be killed and started again over the same data. */
export class RelayProcess {
  #process: ChildProcess | undefined
  #said = ''
  setupCode: string | undefined

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly options: RelayOptions,
  ) {}

  static async start(options: RelayOptions): Promise<RelayProcess> {
    const folder = mkdtempSync(join(tmpdir(), 'panel-relay-'))
    const relay = new RelayProcess(folder, await freePort(), options)
    await relay.start()
    return relay
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Everything it has said, to look for what it must never say. */
  get said(): string {
    return this.#said
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null
  }

  get pid(): number | undefined {
    return this.#process?.pid
  }

  /** Starts it, or starts it again. Resolves when it has printed its address. @param more settings of this start alone. */
  async start(more: Record<string, string> = {}): Promise<void> {
    const certificate = join(this.folder, 'whatsapp-media.pem')
    writeFileSync(certificate, this.options.whatsapp.mediaCertificate)
    const saidBefore = this.#said.length
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', ...(this.options.nodeOptions ?? []), relayProgram(this.options.entry)],
      {
        cwd: resolve('.'),
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...withoutRelaySettings(process.env),
          RELAY_PORT: String(this.port),
          RELAY_DATA: join(this.folder, 'data'),
          RELAY_LOG_LEVEL: 'warn',
          RELAY_TIME_ZONE: 'Europe/Moscow',
          RELAY_WHATSAPP_STAND_IN: this.options.whatsapp.url,
          NODE_EXTRA_CA_CERTS: certificate,
          ...(this.options.databaseUrl === undefined ? {} : { DATABASE_URL: this.options.databaseUrl }),
          ...more,
        },
      },
    )
    this.#process = child
    await new Promise<void>((ready, failed) => {
      const listen = (chunk: Buffer) => {
        this.#said += chunk.toString()
        if (this.options.verbose) process.stderr.write(chunk)
        if (/Relay address\s+http/.test(this.#said.slice(Math.max(saidBefore, this.#said.length - 4000)))) ready()
      }
      child.stdout?.on('data', listen)
      child.stderr?.on('data', listen)
      child.once('exit', (code) => failed(new Error(`The relay ended with ${code}:\n${this.#said.slice(-4000)}`)))
    })
    this.setupCode = /Setup code\s+(\S+)/.exec(this.#said)?.[1] ?? this.setupCode
  }

  /** The power is gone: nothing is finished, nothing is flushed. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<void> {
    const child = this.#process
    if (child && child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done))
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    this.#process = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((done) => child.once('exit', done))
    child.kill(signal)
    await ended
  }
}

const built = new Map<string, string>()

/** The relay as `npm start` builds it, once for this process of tests. */
function relayProgram(entry = 'relay/main.ts'): string {
  const known = built.get(entry)
  if (known) return known
  const outfile = resolve(`.output-test/relay/${basename(entry, '.ts')}-${process.pid}.mjs`)
  const { scripts }: { scripts: { 'build:relay': string } } = JSON.parse(readFileSync('package.json', 'utf8'))
  const [, , ...flags] = scripts['build:relay'].split(' ').filter((flag) => !flag.startsWith('--outfile'))
  const done = spawnSync('node_modules/.bin/esbuild', [entry, ...flags, `--outfile=${outfile}`], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`The relay could not be built:\n${done.stderr}`)
  process.once('exit', () => {
    for (const file of [outfile, `${outfile}.map`]) rmSync(file, { force: true })
  })
  built.set(entry, outfile)
  return outfile
}

/** A developer's own settings must not reach the tests. */
const withoutRelaySettings = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('RELAY_') && name !== 'DATABASE_URL'),
  )

/** Below those that systems give away by themselves: while the relay is down nobody else gets its port. */
const ownPorts = { from: 20_000, count: 12_000 }

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 50; tries += 1) {
    const port = ownPorts.from + randomInt(ownPorts.count)
    if (await isFree(port)) return port
  }
  throw new Error('Fifty ports in a row are taken.')
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
