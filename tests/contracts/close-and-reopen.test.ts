import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRefuseReply } from '../../relay/outbox/refuse-reply.ts'
import { engines } from '../world/stores.ts'
import { type Colleagues, type OneConversation, openColleagues, takenByOther, to } from './colleagues.ts'

describe.each(engines)('a conversation is closed, on %s', (engine) => {
  let office: Colleagues
  let conversation: OneConversation
  beforeAll(async () => {
    office = await openColleagues(engine)
  })
  beforeEach(async () => {
    conversation = await office.aClientWrites()
  })
  afterAll(() => office.discard())

  it('by its owner: nobody waits any more, and it stays his', async () => {
    await conversation.takes(office.olga)
    const { ownerId, ...closed } = (await conversation.closes(office.olga)) ?? {}
    expect({ ownerId, ...closed }).toMatchObject({ state: 'closed', ownerId: office.olga.id })
    expect(closed).not.toHaveProperty('waitingSince')
    expect(await conversation.row()).toMatchObject({ closed_at: office.clock.now(), escalation: null })
  })

  it('twice changes nothing the second time', async () => {
    await conversation.takes(office.olga)
    const first = await conversation.closes(office.olga)
    office.clock.forward(1000)
    expect(await conversation.closes(office.olga)).toEqual(first)
  })

  it('by a supervisor, but not by an observer, nor by whoever does not see it', async () => {
    const { olga, pyotr, svetlana, hires } = office
    await conversation.takes(olga)
    await conversation.notes(olga, '@Пётр', pyotr)
    await expect(conversation.closes(pyotr)).rejects.toMatchObject({ code: 'notYours' })
    await expect(conversation.closes(await hires('Чужой'))).rejects.toMatchObject(takenByOther('Ольга'))
    expect(await conversation.row()).toMatchObject({ state: 'inWork' })
    expect(await conversation.closes(svetlana)).toMatchObject({ state: 'closed', ownerId: olga.id })
  })

  it('not out of the queue by somebody who has not taken it', async () => {
    await expect(conversation.closes(office.olga)).rejects.toMatchObject({ code: 'notYours' })
  })

  describe('and the client writes again', () => {
    it('comes back to its last owner, to nobody else', async () => {
      await conversation.takes(office.olga)
      await conversation.closes(office.olga)
      const before = await office.head()
      await conversation.writes('Ещё вопрос')
      expect(await conversation.row()).toMatchObject({ state: 'inWork', owner_id: office.olga.id })
      expect(await office.told(office.olga, before)).toHaveLength(1)
      expect(await office.told(office.pyotr, before)).toEqual([])
    })

    it('comes back to whoever had it last after a hand-over', async () => {
      await conversation.takes(office.olga)
      await conversation.handsOver(office.olga, to(office.pyotr))
      await conversation.closes(office.pyotr)
      await conversation.writes('Ещё вопрос')
      expect(await conversation.row()).toMatchObject({ state: 'inWork', owner_id: office.pyotr.id })
    })
  })

  it('is opened again by 1C’s refusal of the last reply: the client waits', async () => {
    const { olga, store, clock } = office
    const { message } = await conversation.answers(olga, 'Скидки не будет')
    await conversation.closes(olga)
    await store.write((tx) => createRefuseReply(clock)(tx, message.id, 'Грубо'))
    const { waiting_since, ...row } = await conversation.row()
    expect(row).toMatchObject({ state: 'inWork', owner_id: olga.id })
    expect(waiting_since).not.toBeNull()
  })

  describe('is opened again', () => {
    beforeEach(async () => {
      await conversation.takes(office.olga)
      await conversation.closes(office.olga)
    })

    it('by its owner', async () => {
      expect(await conversation.reopens(office.olga)).toMatchObject({ state: 'inWork', ownerId: office.olga.id })
      expect(await conversation.row()).toMatchObject({ closed_at: null })
    })

    it('by a supervisor, whose it is then; its former owner sees it no more', async () => {
      const before = await office.head()
      expect(await conversation.reopens(office.svetlana)).toMatchObject({ ownerId: office.svetlana.id })
      expect(await office.told(office.olga, before)).toMatchObject([{ type: 'gone', takenBy: 'Светлана' }])
    })

    it('by an answer, and is his who answers', async () => {
      await conversation.answers(office.olga)
      expect(await conversation.row()).toMatchObject({ state: 'inWork', owner_id: office.olga.id })
    })

    it('not by whoever does not see it', async () => {
      await expect(conversation.reopens(office.pyotr)).rejects.toMatchObject(takenByOther('Ольга'))
      await expect(conversation.takes(office.pyotr)).rejects.toMatchObject(takenByOther('Ольга'))
      expect(await conversation.row()).toMatchObject({ state: 'closed' })
    })
  })

  it('one that is open already is not taken from its owner by opening it', async () => {
    await conversation.takes(office.olga)
    await expect(conversation.reopens(office.pyotr)).rejects.toMatchObject(takenByOther('Ольга'))
    expect(await conversation.reopens(office.olga)).toMatchObject({ state: 'inWork', ownerId: office.olga.id })
  })
})
