import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createEmployees } from '../../relay/access/employees.ts'
import { createSignIn } from '../../relay/access/sign-in.ts'
import { createPull, type Pull } from '../../relay/onec/pull.ts'
import { employeeIdSchema } from '../../shared/ids.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'
import { journalAfter } from '../world/whole-inbox.ts'

const id = (n: number) => v.parse(employeeIdSchema, `1d3729cc-b5b3-11f1-9889-${String(n).padStart(12, '0')}`)
const user = (n: number, changes: object = {}) => ({
  userId: id(n),
  login: `user${n}`,
  name: `Сотрудник ${n}`,
  active: true,
  rights: ['read', 'reply'],
  queue: true,
  ...changes,
})

describe.each(engines)('employees from 1C on %s', (engine) => {
  let office: Office
  let pull: Pull
  let employees: ReturnType<typeof createEmployees>
  let desk: ReturnType<typeof createSignIn>
  let cuts = 0
  const exchange = async (more: object = {}, base = office.base) => {
    const packet = { protocol: 1, cursor: await office.head(), outgoing: [], ...more }
    const { status, body } = await pull(base, packet, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const sends = (revision: string, items: object[], base = office.base) =>
    exchange({ users: { revision, items } }, base)
  /** Who has access now, by name. */
  const working = async () =>
    (await employees.list()).employees
      .filter(({ revokedAt }) => revokedAt === undefined)
      .map(({ employee }) => employee.name)
      .sort()
  const signsIn = async (n: number) => {
    const { code } = await employees.inviteAgain(id(n))
    return await desk.signIn({ code })
  }

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    pull = createPull(office)
    const parts = { ...office, random: randomBytes }
    employees = createEmployees(parts)
    desk = createSignIn(parts)
    await desk.setUp({ code: (await desk.setupCode()) ?? '', name: 'Админ' })
    cuts = 0
    office.store.rightsChanged.listen(() => {
      cuts += 1
    })
  })
  afterEach(() => office.discard())

  it('are who its snapshot names, with its GUID, login, rights and place in the queue', async () => {
    await sends('a', [user(1, { rights: ['read', 'supervise', 'fly'], queue: false })])
    const { employees: rows, onecDecides, sources } = await employees.list()
    expect(rows.find(({ employee }) => employee.id === id(1))?.employee).toEqual({
      id: id(1),
      name: 'Сотрудник 1',
      login: 'user1',
      rights: ['read', 'supervise'],
      inQueue: false,
      baseId: office.base,
    })
    expect({ onecDecides, sources }).toEqual({
      onecDecides: true,
      sources: [{ id: office.base, name: 'Управление торговлей', notTaken: [] }],
    })
  })

  it('are asked for by their revision: each packet says which the relay has', async () => {
    expect((await exchange()).usersRevision).toBe('none')
    expect((await sends('a', [user(1)])).usersRevision).toBe('a')
    expect((await exchange()).usersRevision).toBe('a')
  })

  it('do not change by a repeat', async () => {
    await sends('a', [user(1), user(2)])
    await signsIn(1)
    const before = await employees.list()
    const cutsBefore = cuts
    await sends('a', [user(1), user(2)])
    expect(await employees.list()).toEqual(before)
    expect(cuts).toBe(cutsBefore)
  })

  it('lose everything at once when they are absent, and their colleagues nothing', async () => {
    await sends('a', [user(1), user(2)])
    const [first, second] = [await signsIn(1), await signsIn(2)]
    const { code } = await employees.inviteAgain(id(1))
    const cutsBefore = cuts
    await sends('b', [user(2)])
    expect(cuts).toBeGreaterThan(cutsBefore)
    expect(await desk.employeeOf(first.token)).toBeUndefined()
    expect(await desk.whyNot(first.token)).toBe('unauthorized')
    await expect(desk.signIn({ code })).rejects.toMatchObject({ code: 'codeUsed' })
    expect((await desk.employeeOf(second.token))?.name).toBe('Сотрудник 2')
  })

  it.each([
    ['inactive', { active: false }],
    ['without the right to read', { rights: ['reply'] }],
  ])('lose it when they are %s', async (_what, change) => {
    await sends('a', [user(1), user(2)])
    const { token } = await signsIn(1)
    await sends('b', [user(1, change), user(2)])
    expect(await desk.employeeOf(token)).toBeUndefined()
  })

  it('come back as the same employee, and sign in anew', async () => {
    await sends('a', [user(1), user(2)])
    const { token } = await signsIn(1)
    const { code } = await employees.inviteAgain(id(1))
    await sends('b', [user(2)])
    await sends('a', [user(1), user(2)])
    expect(await desk.employeeOf(token)).toBeUndefined()
    await expect(desk.signIn({ code })).rejects.toMatchObject({ code: 'codeUsed' })
    expect((await signsIn(1)).employee.id).toBe(id(1))
  })

  it('are the only ones from the first snapshot on: who was invited goes with a word of his own, administrators stay', async () => {
    const invited = await employees.invite({ name: 'Приглашённая', rights: ['read', 'reply'], inQueue: true })
    const { token } = await desk.signIn({ code: invited.code })
    await sends('a', [user(1)])
    expect(await working()).toEqual(['Админ', 'Сотрудник 1'])
    expect(await desk.employeeOf(token)).toBeUndefined()
    expect(await desk.whyNot(token)).toBe('employeesComeFrom1c')
  })

  it('are neither invited nor changed by hand then; administrators are', async () => {
    const free = await employees.invite({ name: 'Старший', rights: ['read', 'admin'], inQueue: false })
    await sends('a', [user(1)])
    const refused = { code: 'employeesComeFrom1c' }
    await expect(employees.invite({ name: 'Новый', rights: ['read'], inQueue: true })).rejects.toMatchObject(refused)
    await expect(employees.change(id(1), { inQueue: false })).rejects.toMatchObject(refused)
    await expect(employees.remove(id(1))).rejects.toMatchObject(refused)
    await expect(employees.change(free.employee.id, { rights: ['read'] })).rejects.toMatchObject(refused)
    await employees.change(free.employee.id, { inQueue: true })
    await employees.invite({ name: 'Ещё один', rights: ['read', 'admin'], inQueue: true })
    expect(await working()).toEqual(['Админ', 'Ещё один', 'Сотрудник 1', 'Старший'])
  })

  it('who are administrators there are not the last one here: nobody is locked out by a snapshot without any', async () => {
    await sends('a', [user(1, { rights: ['read', 'admin'] })])
    const [admin] = (await employees.list()).employees
    if (!admin) throw new Error('unreachable')
    await expect(employees.remove(admin.employee.id)).rejects.toMatchObject({ code: 'conflict' })
    await sends('b', [user(1)])
    expect(await working()).toEqual(['Админ', 'Сотрудник 1'])
  })

  it.each([
    ['is empty', []],
    ['names nobody who may read', [user(1, { active: false })]],
  ])(
    'keep their access when a snapshot %s; the administrator is told, and 1C does not repeat it',
    async (_what, items) => {
      await sends('a', [user(1), user(2)])
      const { token } = await signsIn(1)
      expect((await sends('b', items)).usersRevision).toBe('b')
      expect(await desk.employeeOf(token)).toBeDefined()
      expect((await employees.list()).sources).toMatchObject([{ refused: true }])
      expect((await sends('a', [user(1), user(2)])).usersRevision).toBe('a')
      expect((await employees.list()).sources[0]).not.toHaveProperty('refused')
    },
  )

  it('are still invited by hand while a base has sent nobody', async () => {
    await sends('a', [])
    await employees.invite({ name: 'Новый', rights: ['read'], inQueue: true })
    expect((await employees.list()).onecDecides).toBe(false)
  })

  it('are not spoilt by one who cannot be read; he stays as he was, and the administrator reads his name', async () => {
    await sends('a', [user(1), user(2)])
    await sends('b', [user(1, { rights: 'all' }), user(2), null as never, { name: 'Без ключа' }, user(3)])
    expect(await working()).toEqual(['Админ', 'Сотрудник 1', 'Сотрудник 2', 'Сотрудник 3'])
    expect((await employees.list()).sources[0]?.notTaken).toEqual([
      { name: 'Сотрудник 1', fault: 'unreadable' },
      { name: '', fault: 'unreadable' },
      { name: 'Без ключа', fault: 'unreadable' },
    ])
    await sends('c', [user(2)])
    expect(await working()).toEqual(['Админ', 'Сотрудник 2'])
    expect((await employees.list()).sources[0]?.notTaken).toEqual([])
  })

  it('of another base stay its own until it lets them go', async () => {
    const { base: other } = await office.bases.link('Бухгалтерия')
    await sends('a', [user(1), user(2)])
    await sends('x', [user(2, { name: 'Двойник' }), user(3)], other.id)
    expect(await working()).toEqual(['Админ', 'Сотрудник 1', 'Сотрудник 2', 'Сотрудник 3'])
    await sends('b', [user(1)])
    expect((await exchange({}, other.id)).usersRevision).toBe('none')
    await sends('x', [user(2, { name: 'Двойник' }), user(3)], other.id)
    expect(await working()).toEqual(['Админ', 'Двойник', 'Сотрудник 1', 'Сотрудник 3'])
  })

  it('lose their access when their base is unlinked, and people can be invited again', async () => {
    await sends('a', [user(1)])
    const { token } = await signsIn(1)
    const cutsBefore = cuts
    await office.bases.remove(office.base)
    expect(cuts).toBeGreaterThan(cutsBefore)
    expect(await desk.employeeOf(token)).toBeUndefined()
    await employees.invite({ name: 'Новый', rights: ['read'], inQueue: true })
    expect(await working()).toEqual(['Админ', 'Новый'])
  })

  it('give what they had in work back to the queue, in the same moment and with an event', async () => {
    await office.clientWrites('Здравствуйте')
    await sends('a', [user(1), user(2)])
    const conversationId = await office.conversation()
    const owned = (owner: number) => ({ state: 'inWork' as const, owner_id: id(owner) })
    const table = office.store.read.updateTable('conversations').where('id', '=', conversationId)
    await table.set(owned(2)).execute()
    const head = await office.head()
    await sends('b', [user(2), user(3)])
    expect(await journalAfter(office.store.read, head, 10)).toEqual([])
    await sends('c', [user(3)])
    const [event] = await journalAfter(office.store.read, head, 10)
    expect(event).toMatchObject({ type: 'conversation', conversation: { id: conversationId, state: 'queued' } })
    expect(event).not.toHaveProperty('conversation.ownerId')
    expect(await office.conversationRow()).toMatchObject({ state: 'queued', owner_id: null, revision: event?.seq })
  })

  it('are not the owner of a closed conversation that is to come back to them', async () => {
    await office.clientWrites('Здравствуйте')
    await sends('a', [user(1), user(2)])
    const table = office.store.read.updateTable('conversations').set({ state: 'closed', owner_id: id(1) })
    await table.execute()
    await sends('b', [user(2)])
    await office.clientWrites('Вы тут?')
    expect(await office.conversationRow()).toMatchObject({ state: 'queued', owner_id: null })
  })

  it('change also while synchronising is off: who may read is no message', async () => {
    await sends('a', [user(1), user(2)])
    await office.set({ syncEnabled: false })
    await sends('b', [user(2)])
    expect(await working()).toEqual(['Админ', 'Сотрудник 2'])
  })

  it('are taken two thousand at a time in well under a second', async () => {
    const all = Array.from({ length: 2000 }, (_, n) => user(n + 1))
    const start = performance.now()
    await sends('a', all)
    await sends('b', all.slice(1000))
    const took = performance.now() - start
    expect(await working()).toHaveLength(1001)
    expect(took / 2).toBeLessThan(1000)
  })
})
