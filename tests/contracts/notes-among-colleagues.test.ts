import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createMarkRead } from '../../relay/inbox/mark-read.ts'
import { engines } from '../world/stores.ts'
import { type Colleagues, type OneConversation, openColleagues, takenByOther } from './colleagues.ts'

describe.each(engines)('a hidden note, on %s', (engine) => {
  let office: Colleagues
  let conversation: OneConversation
  beforeAll(async () => {
    office = await openColleagues(engine)
  })
  beforeEach(async () => {
    conversation = await office.aClientWrites()
  })
  afterAll(() => office.discard())

  const observers = async () => (await office.deeds.reopen(office.svetlana, conversation.id))?.observers

  it('stands in the conversation for employees, is no answer and takes nothing out of the queue', async () => {
    const before = await conversation.row()
    const note = await conversation.notes(office.olga, 'Постоянный клиент')
    expect(note).toMatchObject({ kind: 'note', origin: 'employee', authorId: office.olga.id, stages: [] })
    expect({ ...(await conversation.row()), revision: 0 }).toEqual({ ...before, revision: 0 })
  })

  it('may be written by somebody who only reads', async () => {
    expect(await conversation.notes(office.maria, 'Знаю его')).toMatchObject({ text: 'Знаю его' })
  })

  it('makes an observer of whoever is mentioned: he is told of it and sees the conversation from then on', async () => {
    const { olga, pyotr } = office
    await conversation.answers(olga)
    const before = await office.head()
    await conversation.notes(olga, '@Пётр, что ответить?', pyotr)
    expect(await office.told(pyotr, before)).toMatchObject([
      {
        type: 'message',
        message: { text: '@Пётр, что ответить?', note: { mentions: [pyotr.id] } },
        conversation: { id: conversation.id, ownerId: olga.id, observers: [pyotr.id] },
      },
    ])
    await conversation.writes('Вы тут?')
    expect(await office.told(pyotr, before)).toHaveLength(2)
  })

  it('without a mention is told to nobody who does not see the conversation', async () => {
    await conversation.answers(office.olga)
    const before = await office.head()
    await conversation.notes(office.olga, 'Мысли вслух')
    expect(await office.told(office.pyotr, before)).toEqual([])
  })

  it('mentions one twice, its owner, or its author: nobody observes twice, and they observe nothing', async () => {
    const { olga, pyotr, svetlana } = office
    await conversation.answers(olga)
    await conversation.notes(svetlana, '@Ольга @Светлана @Пётр @Пётр', olga, svetlana, pyotr, pyotr)
    await conversation.notes(olga, '@Пётр, ещё раз', pyotr)
    expect((await conversation.row()).observers).toBe(` ${pyotr.id} `)
  })

  it('does not mention somebody who may not read here, and is not written then', async () => {
    const silent = await office.hires('Без права', ['reply'])
    await expect(conversation.notes(office.olga, '@Без права', silent)).rejects.toMatchObject({ code: 'notFound' })
    expect((await conversation.messages()).filter(({ kind }) => kind === 'note')).toEqual([])
  })

  it('is not written by whoever does not see the conversation', async () => {
    await conversation.answers(office.olga)
    await expect(conversation.notes(office.pyotr, 'Мимо проходил')).rejects.toMatchObject(takenByOther('Ольга'))
  })

  it('takes up a message of this conversation, but of no other', async () => {
    const other = await office.aClientWrites()
    const [said] = await conversation.messages()
    const [elsewhere] = await other.messages()
    const about = (quotedMessageId: NonNullable<typeof said>['id'] | undefined) =>
      office.deeds.writeNote(office.olga, conversation.id, {
        ...{ id: office.anew(), text: 'Об этом', mentions: [] },
        ...(quotedMessageId === undefined ? {} : { quotedMessageId }),
      })
    expect(await about(said?.id)).toMatchObject({ quotedMessageId: said?.id })
    expect(await about(elsewhere?.id)).not.toHaveProperty('quotedMessageId')
  })

  it('by the same click twice is there once, and its id is nobody else’s', async () => {
    const note = { id: office.anew(), text: 'Один раз', mentions: [] }
    const { deeds, olga, pyotr } = office
    const first = await deeds.writeNote(olga, conversation.id, note)
    expect(await deeds.writeNote(olga, conversation.id, note)).toEqual(first)
    await expect(deeds.writeNote(pyotr, conversation.id, note)).rejects.toMatchObject({ code: 'conflict' })
    const [said] = await conversation.messages()
    const taken = { ...note, id: said?.id ?? note.id }
    await expect(deeds.writeNote(olga, conversation.id, taken)).rejects.toMatchObject({ code: 'conflict' })
    expect((await conversation.messages()).filter(({ kind }) => kind === 'note')).toHaveLength(1)
  })

  describe('an observer', () => {
    beforeEach(async () => {
      await conversation.answers(office.olga)
      await conversation.notes(office.olga, '@Пётр', office.pyotr)
    })

    it('who reads along, or a supervisor, leaves it unread for its owner, who has yet to be told', async () => {
      const opens = createMarkRead(office.store, office.clock, () => true)
      await conversation.writes('Так когда?')
      const before = await office.head()
      await opens(office.pyotr, conversation.id)
      await opens(office.svetlana, conversation.id)
      expect(await conversation.row()).toMatchObject({ unread: 1 })
      expect(await office.told(office.olga, before)).toEqual([])
      await opens(office.olga, conversation.id)
      expect(await conversation.row()).toMatchObject({ unread: 0 })
    })

    it('leaves, and sees the conversation no more', async () => {
      const before = await office.head()
      expect(await conversation.leaves(office.pyotr)).toBeUndefined()
      expect(await office.told(office.pyotr, before)).toMatchObject([{ type: 'gone' }])
      await expect(conversation.answers(office.pyotr)).rejects.toMatchObject(takenByOther('Ольга'))
    })

    it('who has left is an observer again by the next mention', async () => {
      await conversation.leaves(office.pyotr)
      await conversation.notes(office.olga, '@Пётр, вернись', office.pyotr)
      await conversation.answers(office.pyotr)
    })

    it('leaves twice, or somebody leaves who never observed: nothing happens', async () => {
      await conversation.leaves(office.pyotr)
      const { revision } = await conversation.row()
      await conversation.leaves(office.pyotr)
      await conversation.leaves(office.svetlana)
      expect((await conversation.row()).revision).toBe(revision)
    })

    it('mentions another', async () => {
      await conversation.notes(office.pyotr, '@Мария', office.maria)
      await conversation.closes(office.svetlana)
      expect(await observers()).toEqual([office.pyotr.id, office.maria.id])
    })
  })
})
