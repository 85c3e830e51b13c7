import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { fromOnecTime, onecTimeSchema, toOnecTime } from '../../../relay/onec/onec-time.ts'
import { onecPacketSchema, parseOnecPacket, relayPacketSchema } from '../../../relay/onec/packet.ts'
import { onecEventSchema } from '../../../relay/onec/packet-event.ts'
import { outgoingSchema, parseOutgoing } from '../../../relay/onec/packet-outgoing.ts'
import { resultSchema } from '../../../relay/onec/packet-result.ts'
import { refusalForOnec } from '../../../relay/onec/refusal-for-onec.ts'

const folder = new URL('./samples/', import.meta.url)
const sample = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))

const schemas = {
  'relay-packet': relayPacketSchema,
  'onec-packet': onecPacketSchema,
  'event-message': onecEventSchema,
  'event-message-from-phone': onecEventSchema,
  'event-message-direct': onecEventSchema,
  'event-reply-command': onecEventSchema,
  'event-status': onecEventSchema,
  'event-status-failed': onecEventSchema,
  'event-conversation': onecEventSchema,
  'event-joined': onecEventSchema,
  'event-message-changed': onecEventSchema,
  'event-message-deleted': onecEventSchema,
  'event-client-lookup': onecEventSchema,
  'event-document-lookup': onecEventSchema,
  'event-document-request': onecEventSchema,
  'event-task-request': onecEventSchema,
  'event-session': onecEventSchema,
  'outgoing-note': outgoingSchema('RU'),
  'result-refused-reply': resultSchema,
  outgoing: outgoingSchema('RU'),
  'result-accepted': resultSchema,
  'result-failed': resultSchema,
}

describe('the documents of the contract', () => {
  it.each(Object.entries(schemas))('%s reads its sample whole', (name, schema) => {
    expect(v.parse<v.GenericSchema>(schema, sample(name))).toEqual(sample(name))
  })

  it('have a sample each, and each sample has its document', () => {
    const names = readdirSync(folder).map((file) => file.replace('.json', ''))
    expect(names.sort()).toEqual([...Object.keys(schemas), 'refusal'].sort())
    expect(refusalForOnec('protocolMismatch', 'This relay speaks protocol 1.').body).toEqual(sample('refusal'))
  })

  it('leave out what they do not know', () => {
    const parsed = parseOnecPacket({ protocol: 1, cursor: 3, clients: [], fromTheFuture: true })
    expect(parsed).toEqual({
      packet: {
        protocol: 1,
        cursor: 3,
        outgoing: [],
        refused: [],
        rejected: [],
        clients: [],
        documents: [],
        waitSeconds: 0,
      },
    })
  })

  it.each([-1, 1.5, 10 ** 15])('do not take %d for a cursor', (cursor) => {
    expect(parseOnecPacket({ protocol: 1, cursor })).toMatchObject({ refusal: { status: 400 } })
  })
})

describe('an outgoing', () => {
  const outgoingId = '8d3c1a52-5a0e-4c57-9b0c-2f3f5f6f7a81'

  it('may have nulls and empty strings for what 1C has not got', () => {
    const asQueried = { outgoingId, conversationId: null, userId: '', text: '  ', phone: '89161234567', notAfter: null }
    expect(parseOutgoing(asQueried, 'RU')).toEqual({ outgoing: { outgoingId, phone: '+79161234567' } })
  })

  it('may name a user that is no GUID: then nobody is named', () => {
    expect(parseOutgoing({ outgoingId, userId: 'Иванов' }, 'RU')).toEqual({ outgoing: { outgoingId } })
  })

  it.each([
    ['too long a text', { text: 'x'.repeat(10_001) }],
    ['a phone that is none', { phone: 'позвонить' }],
    ['a conversation that is no GUID', { conversationId: '5' }],
    ['a time without a zone', { notAfter: '2026-11-22T07:00:00' }],
    ['a day that does not exist', { notAfter: '2026-13-45T07:00:00Z' }],
  ])('is bad with %s', (_, wrong) => {
    expect(parseOutgoing({ outgoingId, ...wrong }, 'RU')).toMatchObject({ outgoingId, wrong: expect.any(String) })
  })

  it.each([['a string'], [null], [{ text: 'x' }], [{ outgoingId: 5 }]])('has nobody to answer to: %j', (item) => {
    const parsed = parseOutgoing(item, 'RU')
    expect(parsed).toHaveProperty('wrong')
    expect(parsed).not.toHaveProperty('outgoingId')
  })
})

describe('a phone out of 1C', () => {
  const outgoingId = '00000000-0000-7000-8000-000000000001'
  it('is read as people write it', () => {
    expect(parseOutgoing({ outgoingId, phone: '8 (916) 123-45-67' }, 'RU')).toEqual({
      outgoing: { outgoingId, phone: '+79161234567' },
    })
    expect(parseOutgoing({ outgoingId, phone: '8 029 123-45-67' }, 'BY')).toMatchObject({
      outgoing: { phone: '+375291234567' },
    })
  })
  it.each(['12', '+7 495 123-45-67 доб. 5', 'нет'])('%j is none, and 1C is told why', (phone) => {
    expect(parseOutgoing({ outgoingId, phone }, 'RU')).toMatchObject({ wrong: expect.stringMatching(/phone: .*\./) })
  })
})

it('times are UTC in whole seconds', () => {
  expect(toOnecTime(Date.UTC(2026, 10, 22, 7, 0, 0, 999))).toBe('2026-11-22T07:00:00Z')
  expect(fromOnecTime('2026-11-22T07:00:00Z')).toBe(Date.UTC(2026, 10, 22, 7))
  expect(v.is(onecTimeSchema, '2026-11-22T07:00:00.5Z')).toBe(false)
})
