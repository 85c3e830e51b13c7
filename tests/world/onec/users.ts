import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { constant, type Infobase, setConstant } from './infobase.ts'
import { asMap, textOf } from './json-map.ts'
import { answerJson, readJson } from './json-over-http.ts'
import type { Part } from './parts.ts'
import type { RunningBase } from './running-base.ts'

/** A user of the base. Who is in the access group may work with the messenger. */
export interface OnecUser {
  name: string
  login: string
  password?: string
  rights?: string[]
  queue?: boolean
  active?: boolean
}

/** What a 1C administrator does with people. It reaches the relay with the next packet. */
export interface OnecUsers {
  /** A user of the base who is in the access group. @param userId else a new one. @returns his GUID. */
  join(user: OnecUser, userId?: string): string
  change(userId: string, changes: Partial<OnecUser>): void
  /** Out of the access group; he stays a user of the base. */
  leave(userId: string): void
  /** An item as no 1C would write it. */
  joinBroken(item: object): void
}

interface UserRow {
  id: string
  login: string
  password: string
  name: string
  active: number
  rights: string
  queue: number
  in_group: number
}

export const users: Part = {
  tables: `
    create table if not exists users (
      id text primary key, login text not null, password text not null, name text not null,
      active integer not null, rights text not null, queue integer not null, in_group integer not null
    );
    create table if not exists broken_users (item text not null);`,
  /** A base in which nobody has ever chosen an access group sends nothing; the others send the whole group when it is not what the relay has. */
  toSend: (base, _mode, { usersRevision }) => {
    if (constant(base, 'group') === undefined) return {}
    const items = groupOf(base)
    const revision = createHash('sha256').update(JSON.stringify(items)).digest('hex')
    return revision === usersRevision ? {} : { users: { revision, items } }
  },
}

function groupOf(base: Infobase): object[] {
  const members = base.prepare<[], UserRow>('select * from users where in_group = 1 order by rowid').all()
  const broken = base.prepare<[], string>('select item from broken_users').pluck().all()
  return [...members.map(itemOf), ...broken.map((item) => asMap(JSON.parse(item)))]
}

const itemOf = ({ id, login, name, active, rights, queue }: UserRow) => ({
  userId: id,
  login,
  name,
  active: active === 1,
  rights: asRights(rights),
  queue: queue === 1,
})

const asRights = (json: string): unknown => JSON.parse(json)

export const usersOf = (running: RunningBase): OnecUsers => ({
  join: (user, userId = randomUUID()) => {
    setConstant(running.base, 'group', 'МИКО: Пользователи телефонии и мессенджера')
    putUser(running.base, userId, user)
    return userId
  },
  change: (userId, changes) => {
    const before = running.base.prepare<[string], UserRow>('select * from users where id = ?').get(userId)
    if (!before) throw new Error(`The base has no user ${userId}.`)
    const { name, login, password, active, queue } = before
    const rights = JSON.parse(before.rights)
    putUser(running.base, userId, {
      name,
      login,
      password,
      rights,
      active: active === 1,
      queue: queue === 1,
      ...changes,
    })
  },
  leave: (userId) => {
    running.base.prepare('update users set in_group = 0 where id = ?').run(userId)
  },
  joinBroken: (item) => {
    setConstant(running.base, 'group', 'МИКО: Пользователи телефонии и мессенджера')
    running.base.prepare('insert into broken_users values (?)').run(JSON.stringify(item))
  },
})

function putUser(base: Infobase, id: string, user: OnecUser): void {
  const { login, name, password = '', rights = ['read', 'reply'], active = true, queue = true } = user
  base
    .prepare(
      `insert into users (id, login, password, name, active, rights, queue, in_group) values (?, ?, ?, ?, ?, ?, ?, 1)
       on conflict (id) do update set login = excluded.login, password = excluded.password, name = excluded.name,
       active = excluded.active, rights = excluded.rights, queue = excluded.queue, in_group = 1`,
    )
    .run(id, login, password, name, active ? 1 : 0, JSON.stringify(rights), queue ? 1 : 0)
}

/** POST /hs/wamessenger/v1/signin in the name of the employee himself. @returns false for any other address. */
export async function serveSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  { base, mode }: RunningBase,
): Promise<boolean> {
  if (request.method !== 'POST' || !request.url?.endsWith('/hs/wamessenger/v1/signin')) return false
  const said = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString('utf8')
  const [login = '', password] = [said.split(':')[0], said.slice(said.indexOf(':') + 1)]
  const all = base.prepare<[], UserRow>('select * from users').all()
  const user = all.find((row) => row.login.toLowerCase() === login.toLowerCase() && row.password === password)
  if (mode.service === 'hangs') return true
  if (user === undefined) {
    // The platform itself, before any code of ours, and not in JSON.
    response.writeHead(401, { 'www-authenticate': 'Basic realm="1C:Enterprise 8.3"' }).end()
  } else if (textOf(asMap(await readJson(request)), 'login')?.toLowerCase() !== login.toLowerCase()) {
    answerJson(response, 400, { error: { code: 'badRequest', message: 'Не указан логин', retryable: false } })
  } else if (user.in_group === 0 || user.active === 0) {
    const message = 'Мессенджер этому пользователю не разрешен'
    answerJson(response, 403, { error: { code: 'forbidden', message, retryable: false } })
  } else answerJson(response, 200, { user: itemOf(user) })
  return true
}
