import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSetGroups } from '../../relay/access/groups.ts'
import { revoke } from '../../relay/access/revoke.ts'
import { eventsForOnec } from '../../relay/onec/events-for-onec.ts'
import { employeeById } from '../../relay/store/employees.ts'
import { type EmployeeId, groupIdSchema } from '../../shared/ids.ts'
import { waitsFor } from '../../shared/sight.ts'
import { engines } from '../world/stores.ts'
import { type Colleagues, type OneConversation, openColleagues, takenByOther, to, toQueue } from './colleagues.ts'

describe.each(engines)('a conversation is handed over, on %s', (engine) => {
  let office: Colleagues
  let conversation: OneConversation
  beforeAll(async () => {
    office = await openColleagues(engine)
  })
  beforeEach(async () => {
    conversation = await office.aClientWrites()
  })
  afterAll(() => office.discard())

  const groups = (...members: EmployeeId[]) =>
    createSetGroups(office.store, office.clock)([{ id: sales, name: 'Продажи', members }])
  const sales = v.parse(groupIdSchema, randomUUID())

  describe('to a colleague', () => {
    it('who has it from then on, and reads who has given it to him and why', async () => {
      const { olga, pyotr } = office
      await conversation.answers(olga)
      const before = await office.head()
      expect(await conversation.handsOver(olga, to(pyotr), 'Клиент просит счёт')).toBeUndefined()
      expect(await conversation.row()).toMatchObject({ state: 'inWork', owner_id: pyotr.id })
      expect(await office.told(pyotr, before)).toMatchObject([
        { type: 'conversation', conversation: { id: conversation.id, ownerId: pyotr.id } },
        {
          type: 'message',
          first: true,
          message: { kind: 'note', authorId: olga.id, text: 'Клиент просит счёт', note: { handedOver: to(pyotr) } },
        },
      ])
    })

    it('also without a word: the note is there all the same', async () => {
      await conversation.answers(office.olga)
      await conversation.handsOver(office.olga, to(office.pyotr))
      expect((await conversation.messages()).at(-1)).toMatchObject({ kind: 'note', text: '', authorId: office.olga.id })
    })

    it('and is gone for whoever had it, who is told whose it is now; a supervisor goes on seeing it', async () => {
      const { olga, pyotr, svetlana } = office
      await conversation.answers(olga)
      const before = await office.head()
      await conversation.handsOver(olga, to(pyotr), 'Забирай')
      expect(await office.told(olga, before)).toMatchObject([
        { type: 'gone', conversationIds: [conversation.id], takenBy: 'Пётр' },
      ])
      expect(await office.told(svetlana, before)).toHaveLength(2)
    })

    it('and back again: he sees it once more', async () => {
      const { olga, pyotr } = office
      await conversation.answers(olga)
      await conversation.handsOver(olga, to(pyotr))
      const between = await office.head()
      expect(await conversation.handsOver(pyotr, to(olga), 'Возвращаю')).toBeUndefined()
      expect(await office.told(olga, between)).toMatchObject([
        { type: 'conversation', conversation: { ownerId: olga.id } },
        { type: 'message', message: { text: 'Возвращаю' } },
      ])
      await expect(conversation.answers(pyotr)).rejects.toMatchObject(takenByOther('Ольга'))
      await conversation.answers(olga, 'Снова я')
    })

    it('whoever observed it before goes on seeing it after he has given it away', async () => {
      const { olga, pyotr } = office
      await conversation.answers(olga)
      await conversation.notes(olga, '@Пётр', pyotr)
      await conversation.handsOver(olga, to(pyotr))
      expect(await conversation.handsOver(pyotr, to(olga))).toMatchObject({ ownerId: olga.id })
    })

    it('who may not answer clients, or does not work here any more, does not get it', async () => {
      const { olga, maria, hires, store, clock } = office
      const gone = await hires('Уволенный')
      await store.write((tx) => revoke(tx, [gone.id], { at: clock.now(), because: 'byHand' }))
      await conversation.answers(olga)
      await expect(conversation.handsOver(olga, to(maria))).rejects.toMatchObject({ code: 'conflict' })
      await expect(conversation.handsOver(olga, to(gone))).rejects.toMatchObject({ code: 'notFound' })
      expect(await conversation.row()).toMatchObject({ owner_id: olga.id })
      expect((await conversation.messages()).filter(({ kind }) => kind === 'note')).toEqual([])
    })

    it('twice by the same click does it once', async () => {
      const { olga, pyotr, anew } = office
      await conversation.answers(olga)
      const id = anew()
      await conversation.handsOver(olga, to(pyotr), 'Раз', id)
      await conversation.handsOver(pyotr, to(olga))
      await conversation.handsOver(olga, to(pyotr), 'Раз', id)
      expect(await conversation.row()).toMatchObject({ owner_id: olga.id })
      expect((await conversation.messages()).filter(({ kind }) => kind === 'note')).toHaveLength(2)
    })

    it('at the same moment as he gives one back: both arrive', async () => {
      const { olga, pyotr, aClientWrites } = office
      const other = await aClientWrites()
      await conversation.answers(olga)
      await other.answers(pyotr)
      await Promise.all([conversation.handsOver(olga, to(pyotr)), other.handsOver(pyotr, to(olga))])
      expect(await conversation.row()).toMatchObject({ owner_id: pyotr.id })
      expect(await other.row()).toMatchObject({ owner_id: olga.id })
    })
  })

  it('by nobody but its owner and the supervisors', async () => {
    const { olga, pyotr, svetlana } = office
    await conversation.answers(olga)
    await expect(conversation.handsOver(pyotr, to(pyotr))).rejects.toMatchObject(takenByOther('Ольга'))
    await conversation.notes(olga, '@Пётр', pyotr)
    await expect(conversation.handsOver(pyotr, to(pyotr))).rejects.toMatchObject({ code: 'notYours' })
    await conversation.handsOver(svetlana, to(pyotr))
    expect(await conversation.row()).toMatchObject({ owner_id: pyotr.id })
  })

  it('out of the queue by everybody who answers clients, but not by who only reads', async () => {
    const { olga, pyotr, maria } = office
    await expect(conversation.handsOver(maria, to(pyotr))).rejects.toMatchObject({ code: 'notYours' })
    await conversation.handsOver(olga, to(pyotr), 'Твой клиент')
    expect(await conversation.row()).toMatchObject({ state: 'inWork', owner_id: pyotr.id })
  })

  it('to the queue, where everybody sees it and its note', async () => {
    const { olga, pyotr } = office
    await conversation.answers(olga)
    const before = await office.head()
    expect(await conversation.handsOver(olga, toQueue, 'Не успеваю')).toMatchObject({ state: 'queued' })
    expect(await office.told(pyotr, before)).toMatchObject([
      { type: 'conversation', conversation: { state: 'queued' } },
      { type: 'message', message: { text: 'Не успеваю' } },
    ])
    expect(await conversation.row()).toMatchObject({ owner_id: null, group_id: null })
  })

  it('to a group: its members are told, the others see it', async () => {
    const { olga, pyotr, store } = office
    await groups(pyotr.id)
    const before = await office.head()
    await conversation.handsOver(olga, { to: 'group', groupId: sales }, 'Вопрос о цене')
    const told = await conversation.takes(pyotr)
    await conversation.handsOver(pyotr, { to: 'group', groupId: sales })
    await conversation.writes('Ау')
    const [shown] = (await office.told(olga, before)).filter(({ type }) => type === 'conversation')
    expect(told).toMatchObject({ ownerId: pyotr.id })
    expect(shown).toMatchObject({ conversation: { state: 'queued', groupId: sales } })
    const now = await office.deeds.stopObserving(olga, conversation.id)
    const [member, outsider] = [await employeeById(store.read, pyotr.id), await employeeById(store.read, olga.id)]
    expect([member, outsider].map((each) => each && now && waitsFor(each, now))).toEqual([true, false])
  })

  it('not to a group that is not there; and what waits for one that is removed waits for all', async () => {
    const { olga, store, clock } = office
    const nowhere = v.parse(groupIdSchema, randomUUID())
    await expect(conversation.handsOver(olga, { to: 'group', groupId: nowhere })).rejects.toMatchObject({
      code: 'notFound',
    })
    await groups(olga.id)
    await conversation.handsOver(olga, { to: 'group', groupId: sales })
    await createSetGroups(store, clock)([])
    expect(await conversation.row()).toMatchObject({ state: 'queued', group_id: null })
    expect((await employeeById(store.read, olga.id))?.groups).toBeUndefined()
  })

  it('1C is told whose it is at each step, and nothing of what employees say to one another', async () => {
    const { olga, pyotr, store, base, svetlana } = office
    const after = await office.head()
    await conversation.takes(olga)
    await conversation.notes(olga, '@Светлана, клиент сложный', svetlana)
    await conversation.handsOver(olga, to(pyotr), 'Тайна')
    await conversation.handsOver(pyotr, toQueue)
    await conversation.takes(olga)
    await conversation.closes(olga)
    await conversation.leaves(svetlana)
    const { events } = await eventsForOnec(store.read, base, after, 50)
    expect(events.map((event) => (event.type === 'conversation' ? [event.state, event.userId] : event.type))).toEqual([
      ['inWork', olga.id],
      ['inWork', pyotr.id],
      ['queued', undefined],
      ['inWork', olga.id],
      ['closed', olga.id],
    ])
    expect(JSON.stringify(events)).not.toMatch(/Тайна|сложный/)
  })
})
