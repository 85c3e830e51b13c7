import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { tellOfConversation } from '../../relay/inbox/tell.ts'
import { toEscalate } from '../../relay/store/waiting-conversations.ts'
import { engines } from '../world/stores.ts'
import { type Colleagues, type OneConversation, openColleagues, takenByOther, to, toQueue } from './colleagues.ts'

describe.each(engines)('who gets a conversation, on %s', (engine) => {
  let office: Colleagues
  let conversation: OneConversation
  beforeAll(async () => {
    office = await openColleagues(engine)
  })
  beforeEach(async () => {
    conversation = await office.aClientWrites()
  })
  afterAll(() => office.discard())

  const statuses = (outcomes: readonly PromiseSettledResult<unknown>[]) => outcomes.map(({ status }) => status).sort()

  it('of two who take it at the same moment exactly one has it, and the other is told who', async () => {
    const { olga, pyotr, svetlana } = office
    for (let round = 0; round < 20; round += 1) {
      const both = round % 2 === 0 ? [olga, pyotr] : [pyotr, olga]
      const outcomes = await Promise.allSettled(both.map((employee) => conversation.takes(employee)))
      expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected'])
      const winner = (await conversation.row()).owner_id === olga.id ? olga : pyotr
      expect(outcomes).toContainEqual(
        expect.objectContaining({ reason: expect.objectContaining(takenByOther(winner.name)) }),
      )
      await conversation.handsOver(svetlana, toQueue)
    }
  })

  it('of two who answer at the same moment one has it, only his words go to the client, and the other is told who', async () => {
    const { olga, pyotr, svetlana } = office
    for (let round = 0; round < 20; round += 1) {
      const outcomes = await Promise.allSettled(
        [olga, pyotr].map((employee) => conversation.answers(employee, `${employee.name} ${round}`)),
      )
      const winner = (await conversation.row()).owner_id === olga.id ? olga : pyotr
      expect(outcomes.filter(({ status }) => status === 'rejected')).toMatchObject([
        { reason: takenByOther(winner.name) },
      ])
      const said = (await conversation.messages()).map(({ text }) => text).filter((text) => text.endsWith(` ${round}`))
      expect(said).toEqual([`${winner.name} ${round}`])
      await conversation.handsOver(svetlana, toQueue)
    }
  })

  it('whoever takes it has it without having answered: the client goes on waiting', async () => {
    const { waiting_since } = await conversation.row()
    expect(await conversation.takes(office.olga)).toMatchObject({
      state: 'inWork',
      ownerId: office.olga.id,
      waitingSince: waiting_since,
    })
  })

  it('whoever has taken it, or was given it, gets the time to answer: an alert counts from then on', async () => {
    const { olga, pyotr, store, clock } = office
    const minutes = (count: number) => count * 60_000
    const isAlert = async () =>
      (await toEscalate(store.read, { others: clock.now() - minutes(15) }, 1000)).includes(conversation.id)
    clock.forward(minutes(16))
    expect(await isAlert()).toBe(true)
    await conversation.takes(olga)
    expect(await isAlert()).toBe(false)
    clock.forward(minutes(10))
    await conversation.handsOver(olga, to(pyotr))
    clock.forward(minutes(10))
    expect(await isAlert()).toBe(false)
    clock.forward(minutes(5))
    expect(await isAlert()).toBe(true)
  })

  it('what was answered and then handed over waits for whoever gets it, and becomes an alert when nobody comes; what was only answered does not', async () => {
    const { olga, store, clock } = office
    const isAlert = async () =>
      (await toEscalate(store.read, { others: clock.now() - 15 * 60_000 }, 1000)).includes(conversation.id)
    await conversation.answers(olga, 'Передаю в бухгалтерию')
    clock.forward(16 * 60_000)
    expect([(await conversation.row()).waiting_since, await isAlert()]).toEqual([null, false])
    const handedOverAt = clock.now()
    expect(await conversation.handsOver(olga, toQueue)).toMatchObject({ state: 'queued', waitingSince: handedOverAt })
    expect(await isAlert()).toBe(false)
    clock.forward(15 * 60_000)
    expect(await isAlert()).toBe(true)
  })

  it('to take what one has already changes nothing', async () => {
    const first = await conversation.takes(office.olga)
    expect(await conversation.takes(office.olga)).toEqual(first)
  })

  it('a colleague may not answer in it, and nothing of his words is kept', async () => {
    await conversation.answers(office.olga)
    const before = await conversation.messages()
    await expect(conversation.answers(office.pyotr)).rejects.toMatchObject(takenByOther('Ольга'))
    expect(await conversation.messages()).toEqual(before)
  })

  it('a reply that was accepted before a colleague got it is the same again, not refused', async () => {
    const { olga, pyotr, svetlana, accept, anew } = office
    const reply = { id: anew(), conversationId: conversation.id, text: 'Уже ушло' }
    await accept(olga, reply)
    await conversation.handsOver(svetlana, to(pyotr))
    expect(await accept(olga, reply)).toMatchObject({ duplicate: true })
  })

  it('an observer and a supervisor answer in it, and it stays its owner’s', async () => {
    await conversation.answers(office.olga)
    await conversation.notes(office.olga, '@Пётр, взгляни', office.pyotr)
    await conversation.answers(office.pyotr, 'Я тоже здесь')
    await conversation.answers(office.svetlana, 'И я')
    expect(await conversation.row()).toMatchObject({ state: 'inWork', owner_id: office.olga.id, waiting_since: null })
  })

  it('an observer may not take it from its owner, nor may a supervisor without handing it over', async () => {
    await conversation.answers(office.olga)
    await conversation.notes(office.olga, '@Пётр, взгляни', office.pyotr)
    for (const employee of [office.pyotr, office.svetlana])
      await expect(conversation.takes(employee)).rejects.toMatchObject(takenByOther('Ольга'))
  })

  it('whoever may only read takes nothing', async () => {
    await expect(conversation.takes(office.maria)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await conversation.row()).toMatchObject({ state: 'queued', owner_id: null })
  })

  describe('when nobody has answered in time', () => {
    beforeEach(async () => {
      await conversation.takes(office.olga)
      const row = await conversation.row()
      await office.store.write((tx) => tellOfConversation(tx, { ...row, escalation: 'others' }, office.clock.now()))
    })

    it('whoever answers has it, and the alert is over', async () => {
      await conversation.answers(office.pyotr)
      expect(await conversation.row()).toMatchObject({
        owner_id: office.pyotr.id,
        escalation: null,
        waiting_since: null,
      })
    })

    it('of two who take it one has it, and the alert is over', async () => {
      const outcomes = await Promise.allSettled([conversation.takes(office.pyotr), conversation.takes(office.svetlana)])
      expect(statuses(outcomes)).toEqual(['fulfilled', 'rejected'])
      expect(await conversation.row()).toMatchObject({ escalation: null })
    })

    it('its owner’s answer ends the alert too, and it stays his', async () => {
      await conversation.answers(office.olga)
      expect(await conversation.row()).toMatchObject({ owner_id: office.olga.id, escalation: null })
    })

    it('an answer from the corporate phone ends the alert', async () => {
      await conversation.writes('Отвечаю с телефона', 'phone')
      expect(await conversation.row()).toMatchObject({
        owner_id: office.olga.id,
        escalation: null,
        waiting_since: null,
      })
    })
  })
})
