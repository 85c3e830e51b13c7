import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { eventForOnec } from '../../../relay/onec/event-for-onec.ts'
import { onecEventSchema } from '../../../relay/onec/packet-event.ts'
import { type JournalEvent, journalEventSchema } from '../../../shared/events.ts'
import type { Stage } from '../../../shared/stage.ts'

const id = (last: number) => `0190b3a0-0000-7000-8000-00000000000${last}`
const at = Date.UTC(2026, 10, 22, 7)
const conversation = {
  id: id(1),
  channelId: id(5),
  contact: { id: id(6), name: 'Анна Петрова', phone: '+79161234567' },
  state: 'inWork',
  ownerId: id(3),
  unread: 0,
  lastMessageAt: at,
  revision: 7,
}
const reached = (...stages: Stage[]) => stages.map((stage) => ({ stage, at }))
const journal = (event: object): JournalEvent => v.parse(journalEventSchema, { seq: 7, at: at + 60_000, ...event })
const message = (changes: object, event: object = {}) => {
  const base = {
    id: id(2),
    conversationId: id(1),
    kind: 'text',
    origin: 'client',
    at,
    text: 'Здравствуйте',
    stages: [],
  }
  return journal({ type: 'message', conversation, first: true, message: { ...base, ...changes }, ...event })
}
const stage = (origin: string, reachedStage: object) =>
  journal({ type: 'stage', messageId: id(2), conversationId: id(1), origin, stage: { at, ...reachedStage } })
const told = (event: JournalEvent) => {
  const found = eventForOnec(event)
  return found && v.parse(onecEventSchema, JSON.parse(JSON.stringify(found)))
}

describe('1C is told', () => {
  it('of what the client wrote, with the time at which he wrote it', () => {
    expect(told(message({}))).toEqual({
      seq: 7,
      type: 'message',
      at: '2026-11-22T07:00:00Z',
      messageId: id(2),
      conversationId: id(1),
      phone: '+79161234567',
      contactName: 'Анна Петрова',
      text: 'Здравствуйте',
    })
  })

  it('of a text that left by itself as of one that went out, and nobody’s: not the client’s, nor the phone’s', () => {
    const event = told(message({ origin: 'automatic', stages: reached('accepted', 'approved') }))
    expect(event).toMatchObject({ type: 'message', userId: '00000000-0000-0000-0000-000000000000' })
    expect(event).not.toHaveProperty('fromPhone')
  })

  it('when such a text has left, and when it never will', () => {
    expect(told(stage('automatic', { stage: 'delivered' }))).toMatchObject({ type: 'status', status: 'delivered' })
    expect(told(stage('automatic', { stage: 'failed', reason: 'expired' }))).toMatchObject({ status: 'failed' })
  })

  it('of a file by its description, also while it is being fetched', () => {
    const file = { id: id(4), name: 'Реквизиты.pdf', mime: 'application/pdf', size: 5, sha256: 'ab', state: 'fetching' }
    const { fileId, ...rest } = { fileId: id(4), name: file.name, mime: file.mime, size: 5, sha256: 'ab' }
    const event = told(message({ kind: 'document', text: '', file }))
    expect(event).toMatchObject({ file: { fileId, ...rest } })
    expect(event).not.toHaveProperty('text')
  })

  it('of what was typed on the phone', () => {
    expect(told(message({ origin: 'phone' }))).toMatchObject({ type: 'message', fromPhone: true })
  })

  it('to decide about a reply that waits for it', () => {
    const reply = message({ origin: 'employee', authorId: id(3), stages: reached('accepted') })
    expect(told(reply)).toMatchObject({ type: 'replyCommand', commandId: id(2), userId: id(3), text: 'Здравствуйте' })
  })

  it('to make the print form of a document that is to be sent', () => {
    const document = { documentRef: 'Документ.Счет:7', title: 'Счет № 12' }
    const wanted = { kind: 'document', origin: 'employee', authorId: id(3), stages: reached('accepted'), document }
    expect(told(message(wanted))).toMatchObject({
      type: 'documentRequest',
      commandId: id(2),
      documentRef: 'Документ.Счет:7',
      userId: id(3),
    })
  })

  it('of a reply that went without it, and not to decide', () => {
    const reply = message({ origin: 'employee', authorId: id(3), stages: reached('accepted', 'approved') })
    expect(told(reply)).toMatchObject({ type: 'message', messageId: id(2), userId: id(3) })
  })

  it.each(['sent', 'delivered', 'read', 'played'])('that its message was %s', (status) => {
    expect(told(stage('onec', { stage: status }))).toMatchObject({ type: 'status', outgoingId: id(2), status })
    expect(told(stage('employee', { stage: status }))).toMatchObject({ type: 'status', outgoingId: id(2), status })
  })

  it('why a message failed', () => {
    const event = told(stage('onec', { stage: 'failed', reason: 'notOnWhatsApp' }))
    expect(event).toMatchObject({ status: 'failed', error: { code: 'notOnWhatsApp', retryable: false } })
  })

  it('who has a conversation now', () => {
    const event = told(journal({ type: 'conversation', conversation }))
    expect(event).toMatchObject({ type: 'conversation', conversationId: id(1), state: 'inWork', userId: id(3) })
  })

  it.each<[string, object, string]>([
    [
      'a place',
      { kind: 'location', location: { latitude: 55.7539, longitude: 37.6208, name: 'Склад', address: 'Ленина, 1' } },
      'Местоположение\nСклад\nЛенина, 1\ngeo:55.7539,37.6208',
    ],
    [
      'a place that moves, with what was written under it',
      { kind: 'location', text: 'еду', location: { latitude: 55, longitude: 37, live: { movedAt: at } } },
      'еду\nМестоположение в реальном времени\ngeo:55,37',
    ],
    [
      'people',
      {
        kind: 'contacts',
        contacts: [
          { name: 'Пётр', organization: 'Ромашка', phones: ['+7 916 123-45-67', '112'] },
          { name: 'Ольга', phones: [] },
        ],
      },
      'Контакт: Пётр, Ромашка, +7 916 123-45-67, 112\nКонтакт: Ольга',
    ],
    [
      'a poll',
      { kind: 'poll', poll: { question: 'Когда?', multiple: false, options: [{ text: 'Утром', votes: 1 }] } },
      'Опрос: Когда?\n• Утром',
    ],
    ['a call that rings', { kind: 'call', call: { video: true, outcome: 'ringing' } }, 'Входящий видеозвонок'],
    ['a missed call', { kind: 'call', call: { video: false, outcome: 'missed' } }, 'Пропущенный звонок'],
    [
      'an answered call',
      { kind: 'call', call: { video: false, outcome: 'onPhone', seconds: 61 } },
      'Принятый на телефоне звонок, 1 мин 1 с',
    ],
    [
      'a declined call',
      { kind: 'call', call: { video: false, outcome: 'declined' } },
      'Отклонённый на телефоне звонок',
    ],
    ['a sticker', { kind: 'sticker' }, 'Стикер'],
    [
      'what is only on the phone',
      { kind: 'viewOnce' },
      'Сообщение для однократного просмотра: открыть его можно только на телефоне',
    ],
    [
      'what nobody knows',
      { kind: 'unsupported', rawKind: 'paymentInviteMessage' },
      'Неподдерживаемое сообщение (paymentInviteMessage)',
    ],
  ])('of %s in words', (_, changes, text) => {
    expect(told(message({ text: '', ...changes }))).toMatchObject({ type: 'message', text })
  })

  it('how a call ended, as a change of its words', () => {
    const missed = { kind: 'call', text: '', call: { video: false, outcome: 'missed' } }
    expect(told(message(missed, { first: false, change: 'call' }))).toMatchObject({
      type: 'messageChanged',
      messageId: id(2),
      text: 'Пропущенный звонок',
    })
  })

  it('of an edit and a deletion, and of what has become readable', () => {
    const event = { first: false, change: 'edited' }
    expect(told(message({ text: 'иначе' }, event))).toMatchObject({ type: 'messageChanged', text: 'иначе' })
    expect(told(message({}, { first: false, change: 'deleted' }))).toMatchObject({ deleted: true })
    expect(told(message({}, { first: false, change: 'filled' }))).toMatchObject({ type: 'message' })
  })

  it('of a long text without cutting an emoji in half', () => {
    const event = told(message({ text: `${'x'.repeat(9_999)}😀` }))
    expect(event).toMatchObject({ text: 'x'.repeat(9_999) })
  })

  it('no more than the contract’s 10 000 characters of a text', () => {
    expect(told(message({ text: 'x'.repeat(65_000) }))).toMatchObject({ text: 'x'.repeat(10_000) })
  })
})

describe('1C is not told', () => {
  it('of a message a second time when only its file has changed', () => {
    expect(told(message({}, { first: false }))).toBeUndefined()
  })
  it.each(['file', 'reaction', 'votes', 'location', 'hold'])('of a message again when it changed by %s', (change) => {
    expect(told(message({}, { first: false, change }))).toBeUndefined()
  })
  it('of a note, whoever has written it', () => {
    for (const origin of ['onec', 'employee'])
      expect(told(message({ kind: 'note', origin, authorId: id(3), text: 'Долг' }))).toBeUndefined()
  })
  it('of what cannot be read yet', () => {
    expect(told(message({ kind: 'pending', text: '' }))).toBeUndefined()
  })
  it('of its own message', () => {
    expect(told(message({ origin: 'onec', stages: reached('accepted', 'approved') }))).toBeUndefined()
  })
  it.each(['accepted', 'collected', 'approved', 'sending', 'rejected', 'unknown'])('that a reply is %s', (name) => {
    expect(told(stage('employee', { stage: name }))).toBeUndefined()
  })
  it('how far a message typed on the phone has come: it has no outgoingId', () => {
    expect(told(stage('phone', { stage: 'delivered' }))).toBeUndefined()
  })
})
