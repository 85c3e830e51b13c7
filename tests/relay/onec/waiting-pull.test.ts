import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPull, type Pull, type PullAnswer } from '../../../relay/onec/pull.ts'
import { type Office, openOffice } from './office.ts'

describe('a pull that may wait', () => {
  let office: Office
  let pull: Pull
  const empty = { status: 200, body: { events: [], results: [], more: false } }
  const never = new AbortController().signal
  const waiting = async (cursor = 0, abort = never): Promise<{ answer: Promise<PullAnswer> }> => {
    const answer = pull(office.base, { protocol: 1, cursor, outgoing: [], waitSeconds: 20 }, abort)
    await office.isSet(20_000)
    return { answer }
  }

  beforeEach(async () => {
    office = await openOffice()
    pull = createPull(office)
  })
  afterEach(() => office.discard())

  it('is answered the moment the client writes', async () => {
    const { answer } = await waiting()
    await office.clientWrites('Здравствуйте')
    expect(await answer).toMatchObject({ status: 200, body: { events: [{ type: 'message', text: 'Здравствуйте' }] } })
  })

  it('is answered the moment an employee replies', async () => {
    await office.clientWrites('Здравствуйте')
    const { answer } = await waiting(await office.head())
    const id = await office.olgaReplies('Добрый день')
    expect(await answer).toMatchObject({ body: { events: [{ type: 'replyCommand', commandId: id }] } })
  })

  it('waits on when something happens that does not concern 1C', async () => {
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    const { answer } = await waiting(await office.head())
    await office.reaches(id, 'sending')
    await office.reaches(id, 'sent')
    expect(await answer).toMatchObject({ body: { events: [{ type: 'status', outgoingId: id, status: 'sent' }] } })
  })

  it('does not wait when there is something at once', async () => {
    await office.clientWrites('Здравствуйте')
    const answer = await pull(office.base, { protocol: 1, cursor: 0, outgoing: [], waitSeconds: 20 }, never)
    expect(answer).toMatchObject({ body: { events: [{ text: 'Здравствуйте' }] } })
  })

  it('does not wait when there are results at once', async () => {
    await office.clientWrites('Здравствуйте')
    const outgoing = [{ outgoingId: await office.olgaReplies('Добрый день') }]
    const packet = { protocol: 1, cursor: await office.head(), outgoing, waitSeconds: 20 }
    expect(await pull(office.base, packet, never)).toMatchObject({ body: { events: [], results: [{}] } })
  })

  it('ends empty when the time is over', async () => {
    const { answer } = await waiting()
    await office.ring(20_000)
    expect(await answer).toMatchObject(empty)
  })

  it('waits no longer than 20 s, whatever 1C asks for', async () => {
    const answer = pull(office.base, { protocol: 1, cursor: 0, outgoing: [], waitSeconds: 600 }, never)
    await office.ring(20_000)
    expect(await answer).toMatchObject(empty)
  })

  it('ends empty when a newer one comes, and the newer one gets the events', async () => {
    const older = await waiting()
    const newer = pull(office.base, { protocol: 1, cursor: 0, outgoing: [], waitSeconds: 15 }, never)
    expect(await older.answer).toMatchObject(empty)
    await office.isSet(15_000)
    await office.clientWrites('Здравствуйте')
    expect(await newer).toMatchObject({ body: { events: [{ text: 'Здравствуйте' }] } })
  })

  it('is not ended by the pull of another base', async () => {
    const { base: other } = await office.bases.link('Бухгалтерия')
    const { answer } = await waiting()
    expect(await pull(other.id, { protocol: 1, cursor: 0, outgoing: [] }, never)).toMatchObject(empty)
    await office.clientWrites('Здравствуйте')
    expect(await answer).toMatchObject({ body: { events: [{ text: 'Здравствуйте' }] } })
  })

  it('ends when 1C hangs up', async () => {
    const hungUp = new AbortController()
    const { answer } = await waiting(0, hungUp.signal)
    hungUp.abort()
    expect(await answer).toMatchObject(empty)
  })
})
