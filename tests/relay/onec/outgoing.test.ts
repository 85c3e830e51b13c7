import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPull, type Pull } from '../../../relay/onec/pull.ts'
import { annasPhone, type Office, openOffice } from './office.ts'

describe('what 1C wants out', () => {
  let office: Office
  let pull: Pull
  const said = async (more: object) => {
    const cursor = await office.head()
    const { status, body } = await pull(office.base, { protocol: 1, cursor, ...more }, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body.results
  }
  const sends = (...outgoing: unknown[]) => said({ outgoing })

  beforeEach(async () => {
    office = await openOffice()
    pull = createPull(office)
    await office.clientWrites('Здравствуйте')
  })
  afterEach(() => office.discard())

  it('lets a reply go, which until then is only collected', async () => {
    const id = await office.olgaReplies('Добрый день')
    await sends()
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected'])
    expect(await office.leaving()).toEqual([])
    expect(await sends({ outgoingId: id })).toEqual([{ outgoingId: id, status: 'accepted', messageId: id }])
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected', 'approved'])
    expect(await office.leaving()).toEqual([id])
  })

  it('may change the text of a reply; a blank one leaves it as it is', async () => {
    const changed = await office.olgaReplies('добрый день')
    const kept = await office.olgaReplies('Сейчас посмотрю')
    await sends({ outgoingId: changed, text: 'Добрый день!' }, { outgoingId: kept, text: '' })
    expect((await office.message(changed))?.text).toBe('Добрый день!')
    expect((await office.message(kept))?.text).toBe('Сейчас посмотрю')
  })

  it('is not sent a second time when 1C repeats it because an answer was lost', async () => {
    const id = await office.olgaReplies('Добрый день')
    const [first] = await sends({ outgoingId: id })
    expect(await sends({ outgoingId: id })).toEqual([{ ...first, duplicate: true }])
    expect(await sends({ outgoingId: id, text: 'Другое' })).toEqual([{ ...first, duplicate: true }])
    expect(await office.leaving()).toEqual([id])
    expect((await office.message(id))?.text).toBe('Добрый день')
  })

  it('stops a reply with a reason that the employee reads', async () => {
    const id = await office.olgaReplies('Отгрузим в долг')
    await said({ refused: [{ commandId: id, reason: 'Клиент на стоп-листе' }] })
    expect((await office.message(id))?.stages.at(-1)).toMatchObject({
      stage: 'rejected',
      detail: 'Клиент на стоп-листе',
    })
    expect(await office.leaving()).toEqual([])
    expect(await sends({ outgoingId: id })).toMatchObject([{ status: 'failed', error: { code: 'tooLate' } }])
  })

  it('does not stop a reply that has been let go', async () => {
    const id = await office.olgaReplies('Добрый день')
    await sends({ outgoingId: id })
    await said({
      refused: [
        { commandId: id, reason: 'Поздно' },
        { commandId: 'x', reason: '' },
      ],
    })
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected', 'approved'])
    expect(await office.leaving()).toEqual([id])
  })

  it('does not stop at a wrong one: it fails, the others go', async () => {
    const first = await office.olgaReplies('Первый')
    const second = await office.olgaReplies('Второй')
    const wrong = { outgoingId: randomUUID(), phone: 'нет', text: 'x' }
    const results = await sends({ outgoingId: first }, wrong, 'чепуха', { text: 'без номера' }, { outgoingId: second })
    expect(results).toMatchObject([
      { outgoingId: first, status: 'accepted' },
      { outgoingId: wrong.outgoingId, status: 'failed', error: { code: 'badRequest', retryable: false } },
      { outgoingId: second, status: 'accepted' },
    ])
    expect(await office.leaving()).toEqual([first, second])
  })

  it('may come again under its id when it was malformed and has been corrected', async () => {
    const outgoing = { outgoingId: randomUUID(), phone: annasPhone, text: 'x'.repeat(10_001) }
    expect(await sends(outgoing)).toMatchObject([{ status: 'failed', error: { code: 'badRequest' } }])
    expect(await sends({ ...outgoing, text: '' })).toMatchObject([{ status: 'failed', error: { code: 'badRequest' } }])
    expect(await sends({ ...outgoing, text: 'Счёт готов' })).toMatchObject([{ status: 'accepted' }])
  })

  it('is sent to a phone as 1C has it in its card', async () => {
    const outgoingId = randomUUID()
    const results = await sends({ outgoingId, phone: '8 (916) 123-45-67', text: 'Счёт готов', userId: null })
    expect(results).toEqual([{ outgoingId, status: 'accepted', messageId: outgoingId }])
    const [message] = await office.leaving()
    expect(message && (await office.message(message))).toMatchObject({
      origin: 'onec',
      text: 'Счёт готов',
      conversationId: await office.conversation(),
    })
  })

  it('fails for an unknown conversation, and keeps failing when repeated', async () => {
    const outgoing = { outgoingId: randomUUID(), conversationId: randomUUID(), text: 'Счёт готов' }
    const [first] = await sends(outgoing)
    expect(first).toMatchObject({ status: 'failed', error: { code: 'unknownConversation', retryable: false } })
    expect(await sends(outgoing)).toEqual([{ ...first, duplicate: true }])
  })

  it('is tried anew when it had failed only for now', async () => {
    const id = await office.olgaReplies('Прайс')
    const withFile = { outgoingId: id, file: { fileId: randomUUID() } }
    expect(await sends(withFile)).toMatchObject([{ status: 'failed', error: { code: 'fileMissing', retryable: true } }])
    expect(await office.leaving()).toEqual([])
    expect(await sends({ outgoingId: id })).toEqual([{ outgoingId: id, status: 'accepted', messageId: id }])
  })

  it('never shows the client a note', async () => {
    const note = { outgoingId: randomUUID(), conversationId: await office.conversation(), note: true, text: 'Задача 5' }
    expect(await sends(note)).toMatchObject([{ status: 'accepted' }])
    expect(await office.leaving()).toEqual([])
  })

  it('is not sent when its time is over', async () => {
    const id = await office.olgaReplies('Только сегодня')
    const late = { outgoingId: id, notAfter: '2020-01-01T00:00:00Z' }
    expect(await sends(late)).toMatchObject([{ status: 'failed', error: { code: 'tooLate' } }])
    expect(await office.leaving()).toEqual([])
  })

  it('is known to have gone already when the reply did not wait for 1C', async () => {
    await office.set({ replyRoute: 'direct' })
    const id = await office.olgaReplies('Добрый день')
    expect(await sends({ outgoingId: id })).toMatchObject([{ status: 'accepted', duplicate: true, messageId: id }])
    expect(await office.leaving()).toEqual([id])
  })

  it('is answered by another base as if it were not there, and waits on for its own', async () => {
    const { base: other } = await office.bases.link('Бухгалтерия')
    const id = await office.olgaReplies('Добрый день')
    const packet = { protocol: 1, cursor: await office.head(), outgoing: [{ outgoingId: id }] }
    const { body } = await pull(other.id, packet, new AbortController().signal)
    expect(body).toMatchObject({ results: [{ outgoingId: id, status: 'failed', error: { code: 'unknownReply' } }] })
    expect(await office.leaving()).toEqual([])
    await sends({ outgoingId: id })
    expect(await office.leaving()).toEqual([id])
  })
})
