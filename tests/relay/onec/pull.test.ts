import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPull, type Pull } from '../../../relay/onec/pull.ts'
import { rejectedBy } from '../../../relay/store/onec-rejected.ts'
import { type Office, openOffice } from './office.ts'

describe('a pull', () => {
  let office: Office
  let pull: Pull
  const never = new AbortController().signal
  const packet = (more: object = {}) => ({ protocol: 1, cursor: 0, outgoing: [], ...more })
  const ask = async (more: object = {}) => {
    const { status, body } = await pull(office.base, packet(more), never)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const refusal = async (body: unknown) => {
    const answer = await pull(office.base, body, never)
    return answer.status === 200 ? answer : { status: answer.status, ...answer.body.error }
  }

  beforeEach(async () => {
    office = await openOffice()
    pull = createPull(office)
  })
  afterEach(() => office.discard())

  it('is answered with what the client wrote, in order, and with nothing once 1C has applied it', async () => {
    await office.clientWrites('Здравствуйте')
    await office.clientWrites('Есть ли доставка?')
    const { events, more } = await ask()
    expect(events).toMatchObject([
      { type: 'message', text: 'Здравствуйте', phone: '+79161234567', contactName: 'Анна Петрова' },
      { type: 'message', text: 'Есть ли доставка?' },
    ])
    expect(more).toBe(false)
    expect((await ask({ cursor: await office.head() })).events).toEqual([])
  })

  it('tells again what 1C has not applied, also after it had: 1C was restored from a backup', async () => {
    await office.clientWrites('Здравствуйте')
    const told = await ask()
    expect(await ask()).toEqual(told)
    await ask({ cursor: await office.head() })
    expect((await ask()).events).toEqual(told.events)
  })

  it('carries fifty events and says that there are more', async () => {
    for (let count = 1; count <= 51; count += 1) await office.clientWrites(`${count}`)
    const first = await ask()
    expect(first.events).toHaveLength(50)
    expect(first.more).toBe(true)
    const rest = await ask({ cursor: first.events.at(-1)?.seq })
    expect(rest.events).toMatchObject([{ text: '51' }])
    expect(rest.more).toBe(false)
  })

  it('notes an event that 1C could not apply and goes on', async () => {
    await office.clientWrites('Здравствуйте')
    await ask({ cursor: await office.head(), rejected: [{ seq: 1, code: 'badEvent', message: 'Нет такого чата' }] })
    expect(await rejectedBy(office.store.read, office.base, 10)).toMatchObject([
      { seq: 1, code: 'badEvent', message: 'Нет такого чата' },
    ])
  })

  it('is refused with a cursor from the future, and nothing of the packet is applied', async () => {
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    const ahead = packet({ cursor: (await office.head()) + 1, outgoing: [{ outgoingId: id }] })
    expect(await refusal(ahead)).toMatchObject({ status: 409, code: 'cursorAhead', retryable: false })
    expect(await office.stagesOf(id)).toEqual(['accepted'])
    expect((await office.bases.list())[0]?.lastExchangeAt).toBeUndefined()
  })

  it('is refused when it speaks another protocol', async () => {
    const other = await refusal({ protocol: 2, cursor: 0, outgoing: [] })
    expect(other).toMatchObject({ status: 409, code: 'protocolMismatch', supported: [1], retryable: false })
  })

  it.each([
    ['is not an object', [], 'badRequest', 400],
    ['has no protocol', { cursor: 0 }, 'badRequest', 400],
    ['has no cursor', { protocol: 1 }, 'badRequest', 400],
    ['has a cursor that is no number', { protocol: 1, cursor: '5' }, 'badRequest', 400],
    ['has 51 outgoing', { protocol: 1, cursor: 0, outgoing: Array(51).fill({}) }, 'tooLarge', 413],
  ])('is refused when the packet %s', async (_, body, code, status) => {
    expect(await refusal(body)).toMatchObject({ status, code })
  })

  it('passes over what it does not know yet: cards, users, templates, documents', async () => {
    const later = { clients: [{ phone: 1 }], users: { revision: 'a' }, templates: 'x', documents: null, refused: null }
    expect(await ask(later)).toMatchObject({ events: [], results: [] })
  })

  it('takes nothing while synchronising is off, and everything once it is on again', async () => {
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await office.set({ syncEnabled: false })
    const asked = { cursor: await office.head(), outgoing: [{ outgoingId: id }], waitSeconds: 20 }
    expect(await ask(asked)).toMatchObject({ events: [], results: [], settings: { syncEnabled: false } })
    expect(await office.leaving()).toEqual([])
    await office.set({ syncEnabled: true })
    expect((await ask(asked)).results).toMatchObject([{ outgoingId: id, status: 'accepted' }])
    expect(await office.leaving()).toEqual([id])
  })

  it('counts a base as unlinked the moment it is removed', async () => {
    await office.bases.remove(office.base)
    expect(await refusal(packet())).toMatchObject({ status: 401, code: 'unauthorized' })
  })
})
