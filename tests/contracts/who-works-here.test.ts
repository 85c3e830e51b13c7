import { randomBytes, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createEmployees } from '../../relay/access/employees.ts'
import { createSetGroups } from '../../relay/access/groups.ts'
import { revoke } from '../../relay/access/revoke.ts'
import { takeSnapshot } from '../../relay/access/take-snapshot.ts'
import { employeeById, listEmployees } from '../../relay/store/employees.ts'
import { allGroups } from '../../relay/store/groups.ts'
import type { Writer } from '../../relay/store/open.ts'
import { keepQuickReplies, quickRepliesOf } from '../../relay/store/quick-replies.ts'
import type { Employee } from '../../shared/employee.ts'
import { employeeIdSchema, type GroupId, groupIdSchema, quickReplyIdSchema } from '../../shared/ids.ts'
import { engines } from '../world/stores.ts'
import { type Colleagues, type OneConversation, openColleagues } from './colleagues.ts'

describe.each(engines)('somebody who does not answer clients any more, on %s', (engine) => {
  let office: Colleagues
  let leaver: Employee
  let his: OneConversation
  let observed: OneConversation
  let closed: OneConversation
  beforeAll(async () => {
    office = await openColleagues(engine)
  })
  beforeEach(async () => {
    leaver = await office.hires('Уходящий')
    his = await office.aClientWrites()
    await his.takes(leaver)
    observed = await office.aClientWrites()
    await observed.takes(office.olga)
    await observed.notes(office.olga, '@Уходящий @Пётр', leaver, office.pyotr)
    closed = await office.aClientWrites()
    await closed.takes(leaver)
    await closed.closes(leaver)
    await setGroups([{ id: sales, name: 'Продажи', members: [leaver.id, office.olga.id] }])
  })
  afterAll(() => office.discard())

  const sales = v.parse(groupIdSchema, randomUUID())
  const setGroups = (groups: { id: GroupId; name: string; members: Employee['id'][] }[]) =>
    createSetGroups(office.store, office.clock)(groups)
  const employees = () => createEmployees({ ...office, random: randomBytes })
  const isGone = (tx: Writer) => revoke(tx, [leaver.id], { at: office.clock.now(), because: 'byHand' })

  const hasNothing = async () => {
    expect(await his.row()).toMatchObject({ state: 'queued', owner_id: null })
    expect(await observed.row()).toMatchObject({
      owner_id: office.olga.id,
      observers: ` ${office.pyotr.id} `,
      seen_by: ` ${office.olga.id} ${office.pyotr.id} `,
    })
    expect(await closed.row()).toMatchObject({ state: 'closed', owner_id: null, seen_by: '*' })
    expect(await allGroups(office.store.read)).toMatchObject([{ id: sales, members: [office.olga.id] }])
  }

  it('because his access was taken away, has, observes and hears of nothing any more', async () => {
    await office.store.write(isGone)
    await hasNothing()
  })

  it('because the right to reply was taken from him, has, observes and hears of nothing any more', async () => {
    await employees().change(leaver.id, { rights: ['read'] })
    await hasNothing()
  })

  it('but keeps all of it when only something else changes', async () => {
    await employees().change(leaver.id, { inQueue: false })
    expect(await his.row()).toMatchObject({ state: 'inWork', owner_id: leaver.id })
    expect((await observed.row()).observers).toContain(leaver.id)
    expect((await employeeById(office.store.read, leaver.id))?.groups).toEqual([sales])
  })

  // The last one: from then on 1C alone says who works here.
  it('because 1C says so, has, observes and hears of nothing any more', async () => {
    const { store, base, clock } = office
    const everybody = (await listEmployees(store.read)).filter(({ revokedAt }) => revokedAt === undefined)
    const colleagues = everybody.map(({ employee }) => employee).filter(({ id }) => id !== leaver.id)
    const people = (rights: Employee['rights'], revision: string) => ({
      revision,
      unreadable: [],
      people: [leaver, ...colleagues].map(({ groups: _groups, ...each }, position) => ({
        position,
        mayRead: true,
        employee: { ...each, baseId: base, login: `user${position}`, ...(each.id === leaver.id ? { rights } : {}) },
      })),
    })
    await store.write(async (tx) => {
      await tx.updateTable('employees').set({ base_id: base }).execute()
      await takeSnapshot(tx, base, people(['read', 'reply'], 'one'), clock.now())
    })
    expect(await his.row()).toMatchObject({ owner_id: leaver.id })
    await store.write((tx) => takeSnapshot(tx, base, people(['read'], 'two'), clock.now()))
    await hasNothing()
  })
})

describe.each(engines)('groups of employees, on %s', (engine) => {
  let office: Colleagues
  beforeAll(async () => {
    office = await openColleagues(engine)
  })
  afterAll(() => office.discard())

  const [sales, service] = [randomUUID(), randomUUID()].map((id) => v.parse(groupIdSchema, id))
  if (!sales || !service) throw new Error('unreachable')

  it('stand in their order, and each employee knows his own', async () => {
    const { store, clock, olga, pyotr, maria } = office
    const groups = [
      { id: service, name: 'Сервис', members: [pyotr.id] },
      { id: sales, name: 'Продажи', members: [olga.id, pyotr.id] },
    ]
    let told = 0
    const deaf = store.rightsChanged.listen(() => {
      told += 1
    })
    expect(await createSetGroups(store, clock)(groups)).toMatchObject([{ id: service }, { id: sales }])
    deaf()
    expect(told).toBe(1)
    expect((await employeeById(store.read, pyotr.id))?.groups?.toSorted()).toEqual([sales, service].toSorted())
    const listed = new Map((await listEmployees(store.read)).map(({ employee }) => [employee.id, employee.groups]))
    expect([listed.get(olga.id), listed.get(maria.id)]).toEqual([[sales], undefined])
  })

  it('have no strangers among them, and none stands there twice', async () => {
    const { store, clock, olga } = office
    const one = { id: sales, name: 'Продажи', members: [olga.id] }
    const stranger = office.newId(employeeIdSchema)
    for (const groups of [[one, one], [{ ...one, members: [stranger] }]])
      await expect(createSetGroups(store, clock)(groups)).rejects.toMatchObject({ code: 'badRequest' })
  })
})

describe.each(engines)('quick replies, on %s', (engine) => {
  it('are each employee’s own, in his order', async () => {
    const office = await openColleagues(engine)
    const { store, olga, pyotr } = office
    const reply = (name: string) => ({ id: office.newId(quickReplyIdSchema), name, text: `${name}!` })
    const [hello, thanks] = [reply('Здравствуйте'), reply('Спасибо')]
    await store.write((tx) => keepQuickReplies(tx, olga.id, [thanks, hello]))
    await store.write((tx) => keepQuickReplies(tx, pyotr.id, [hello]))
    expect(await quickRepliesOf(store.read, olga.id)).toEqual([thanks, hello])
    await store.write((tx) => keepQuickReplies(tx, olga.id, [{ ...hello, text: 'Иначе' }]))
    expect(await quickRepliesOf(store.read, olga.id)).toEqual([{ ...hello, text: 'Иначе' }])
    expect(await quickRepliesOf(store.read, pyotr.id)).toEqual([hello])
    await office.discard()
  })
})
