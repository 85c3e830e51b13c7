import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readCode } from '../dump/code.ts'
import { type Dump, httpMethodsOf } from '../dump/dump.ts'
import { type Configuration, plainTrade } from './configuration.ts'
import { globalsOf } from './globals.ts'
import { Message } from './http.ts'
import { createInfobase } from './infobase.ts'
import { jobsOf, libraryOf, metadataOf } from './metadata.ts'
import { createObject } from './objects.ts'
import { Constants, Registers } from './records.ts'
import { type ConfigurationRows, describe, managersOf } from './reference.ts'
import { callMethod, type World } from './run.ts'
import { Session } from './session.ts'
import { mayView, usersOf } from './users.ts'
import { Mapping, Structure, Thing, type Value } from './values.ts'

/** A user of the infobase. */
export interface BaseUser {
  id: string
  login: string
  password: string
  name: string
  roles: string[]
  /** Objects of the configuration that this user may not look at. */
  closed?: string[]
}

/** A base in which the shipped extension runs: its own BSL, its own registers, and a configuration around it. */
export interface Base {
  /** Calls an exported method of a common module in a session of its own. */
  call(module: string, method: string, ...given: Value[]): Promise<Value>
  setConstants(constants: Record<string, Value>): Promise<void>
  /** Rows of a register, fields by name as they stand in the database. */
  rows(register: string): Record<string, unknown>[]
  /** Журнал регистрации */
  log: string[]
  /** Publishes its HTTP services. */
  publish(): Promise<{ url: string; close(): Promise<void> }>
  /** The configuration's own rows. */
  configuration: ConfigurationRows
  /** The scheduled job: switched on or off, or not there. */
  job: { enabled: boolean } | undefined
  /** A copy of the base in another place: the same data, another connection string. */
  moveTo(connectionString: string): void
}

export interface BaseParts {
  users: BaseUser[]
  now?: () => number
  configuration?: Configuration
  /** The main form of an object, when it has one. */
  formOf?: (table: string) => string | undefined
}

export function createBase(dump: Dump, parts: BaseParts): Base {
  const { users, now = Date.now, configuration = plainTrade, formOf = () => undefined } = parts
  const code = readCode(dump)
  if (code.faults.length > 0) throw new Error(code.faults.join('\n'))
  const infobase = createInfobase(dump, configuration)
  const log: string[] = []
  let connectionString = 'Srvr="app";Ref="trade";'
  const library = libraryOf(configuration)
  const metadata = metadataOf(dump, describe(infobase.rows, formOf), configuration)

  const inSession = async <Result>(
    user: BaseUser | undefined,
    work: (world: World) => Promise<Result>,
  ): Promise<Result> => {
    const session = new Session(infobase)
    const world: World = {
      modules: code.common,
      globals: globalsOf({
        session,
        now,
        connectionString,
        log: (event, text) => log.push(`${event}: ${text}`),
        mayView: (given, object) => mayView(users, given, object),
        module: (name) => library.get(name),
      }),
      properties: new Map<string, Value>([
        ['константы', new Constants(infobase, session)],
        ['регистрысведений', new Registers(infobase, session)],
        ['метаданные', metadata],
        ...['Справочник', 'Документ', 'Задача'].map((kind): [string, Value] => [
          { Справочник: 'справочники', Документ: 'документы', Задача: 'задачи' }[kind] ?? '',
          managersOf(infobase.rows, kind),
        ]),
        ['регламентныезадания', jobsOf(() => base.job)],
        ['пользователиинформационнойбазы', usersOf(users, user)],
        ['символы', new Structure([['ПС', '\n']])],
        ...enumerations.map((name): [string, Value] => [name.toLowerCase(), new Enumeration(name)]),
      ]),
      create: (type, given) => createObject(infobase, type, given),
    }
    try {
      return await work(world)
    } finally {
      session.abandon()
    }
  }

  const call: Base['call'] = (moduleName, methodName, ...given) =>
    inSession(undefined, async (world) => {
      const module = code.common.get(moduleName)
      const method = module?.methods.find(({ name, isExport }) => isExport && name === methodName)
      if (!module || !method) throw new Error(`${moduleName}.${methodName}: no such exported method`)
      return await callMethod(world, module, method, given)
    })

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const user = userOf(users, request.headers.authorization)
    // The platform itself asks for the user, before any code of the base.
    if (!user) return void response.writeHead(401, { 'www-authenticate': 'Basic realm="1C:Enterprise 8.3"' }).end()
    const path = request.url?.replace(/^.*\/hs\/wamessenger/, '')
    const method = httpMethodsOf(dump).find(({ verb, template }) => verb === request.method && template === path)
    const module = code.modules.get(`HTTPServices/${method?.service}/Ext/Module.bsl`)
    const handler = module?.methods.find(({ name }) => name === method?.handler)
    if (!method || !module || !handler) return void response.writeHead(404).end()
    if (!mayCall(dump, user, method.name)) return void response.writeHead(403).end()
    const given = new Message('HTTPСервисЗапрос', ['HTTPМетод', method.verb])
    given.body = await bodyOf(request)
    given.set(
      'Заголовки',
      new Mapping(new Map(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))),
    )
    const answer = await inSession(user, (world) => callMethod(world, module, handler, [given]))
    if (!(answer instanceof Message)) throw new Error('The handler gave no HTTPСервисОтвет.')
    response.writeHead(Number(answer.get('КодСостояния')), answer.headers).end(answer.body)
  }

  const base: Base = {
    call,
    log,
    configuration: infobase.rows,
    job: { enabled: true },
    setConstants: (constants) =>
      inSession(undefined, async (world) => {
        const manager = world.properties.get('константы')
        for (const [name, value] of Object.entries(constants)) {
          const constant = manager instanceof Thing ? manager.get(name) : undefined
          if (constant instanceof Thing) await constant.call('Установить', [value])
        }
      }),
    rows: (register) => infobase.db.prepare<[], Record<string, unknown>>(`select * from "${register}"`).all(),
    moveTo: (place) => {
      connectionString = place
    },
    publish: async () => {
      const server = createServer((request, response) => {
        serve(request, response).catch((cause) => {
          log.push(`platform: ${cause}`)
          response.writeHead(500).end()
        })
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      const close = async () => {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
      return { url: `http://127.0.0.1:${port}/trade`, close }
    },
  }
  return base
}

const enumerations = [
  'ИспользованиеByteOrderMark',
  'КодировкаТекста',
  'ПереносСтрокJSON',
  'РежимБлокировкиДанных',
  'СпособКодированияСтроки',
  'УровеньЖурналаРегистрации',
  'ХешФункция',
]

class Enumeration extends Thing {
  override get(name: string): Value {
    return `${this.type}.${name}`
  }
}

function userOf(users: BaseUser[], authorization: string | undefined): BaseUser | undefined {
  const given = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString('utf8')
  return users.find(({ login, password }) => given === `${login}:${password}`)
}

/** Whether a role of this user is granted the method, by the roles' own files. */
const mayCall = (dump: Dump, { roles }: BaseUser, method: string): boolean =>
  roles.some((role) => dump.files.get(`Roles/${role}/Ext/Rights.xml`)?.includes(`<name>${method}</name>`))

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
