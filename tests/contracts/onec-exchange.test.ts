import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createPull, type Pull } from '../../relay/onec/pull.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

describe.each(engines)('the exchange with 1C on %s', (engine) => {
  let office: Office
  let pull: Pull
  const says = async (base: Office['base'], more: object = {}) => {
    const packet = { protocol: 1, cursor: await office.head(), outgoing: [], ...more }
    const { status, body } = await pull(base, packet, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    pull = createPull(office)
    await office.clientWrites('Здравствуйте')
  })
  afterEach(() => office.discard())

  it('tells of a message and a reply in order, and lets the reply go', async () => {
    const id = await office.olgaReplies('Добрый день')
    const { events } = await says(office.base, { cursor: 0 })
    expect(events.map(({ type }) => type)).toEqual(['message', 'replyCommand'])
    await says(office.base, { outgoing: [{ outgoingId: id }] })
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected', 'approved'])
    expect(await office.leaving()).toEqual([id])
  })

  it('gives an outgoing one effect though it comes many times at once', async () => {
    const outgoingId = randomUUID()
    const outgoing = [{ outgoingId, phone: '+79161234567', text: 'Счёт готов' }]
    const answers = await Promise.all(Array.from({ length: 8 }, () => says(office.base, { outgoing })))
    const results = answers.flatMap((answer) => answer.results)
    expect(results).toHaveLength(8)
    expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(await office.leaving()).toEqual([outgoingId])
  })

  it('lets only the base that has the number approve its reply, also when two do at once', async () => {
    const { base: other } = await office.bases.link('Бухгалтерия')
    const outgoing = [{ outgoingId: await office.olgaReplies('Добрый день') }]
    const answers = await Promise.all([says(office.base, { outgoing }), says(other.id, { outgoing })])
    expect(answers.flatMap((answer) => answer.results)).toMatchObject([{ status: 'accepted' }, { status: 'failed' }])
    expect(await office.leaving()).toHaveLength(1)
  })

  it('keeps what 1C could not apply, and its latest words about it', async () => {
    const rejected = (message: string) => ({ rejected: [{ seq: 1, code: 'badEvent', message }] })
    await says(office.base, rejected('Нет чата'))
    await says(office.base, rejected('Нет такого чата'))
    const rows = await office.store.read.selectFrom('onec_rejected').select(['seq', 'message']).execute()
    expect(rows).toEqual([{ seq: 1, message: 'Нет такого чата' }])
  })

  it('forgets a removed base, and not what it had asked to send', async () => {
    const outgoing = [{ outgoingId: randomUUID(), phone: '+79161234567', text: 'Счёт готов' }]
    await says(office.base, { outgoing })
    expect(await office.bases.remove(office.base)).toBe(true)
    const { base: linkedAnew } = await office.bases.link('Управление торговлей')
    expect((await says(linkedAnew.id, { outgoing })).results).toMatchObject([{ duplicate: true }])
  })
})
