import { deflateSync } from 'node:zlib'
import { proto } from '@whiskeysockets/baileys'
import { describe, expect, it } from 'vitest'
import { anna, arrived, understood } from './arrive.ts'

describe('a call', () => {
  const call = (tag: string, more: object = {}) => ({
    ...anna,
    id: 'STANZA',
    call: { tag, id: 'CALL1', creator: anna.from, video: false, ...more },
  })

  it('that rings is a message under the call’s own id', () => {
    expect(arrived('call', call('offer', { video: true }))).toMatchObject({
      message: {
        kind: 'call',
        origin: 'client',
        whatsappId: 'CALL1',
        client: { phone: '+79161234567', lid: '111', name: 'Анна' },
        details: { call: { video: true, outcome: 'ringing' } },
      },
    })
  })

  it.each([
    ['given up by who rang is missed', 'terminate', {}, { outcome: 'missed' }],
    ['that rang in vain is missed', 'terminate', { reason: 'timeout' }, { outcome: 'missed' }],
    ['taken on the phone was answered', 'accept', {}, { outcome: 'onPhone' }],
    ['taken on another device was answered', 'terminate', { reason: 'accepted_elsewhere' }, { outcome: 'onPhone' }],
    ['that was talked in was answered', 'terminate', { duration: '61' }, { outcome: 'onPhone', seconds: 61 }],
    ['declined on the phone is declined', 'reject', {}, { outcome: 'declined' }],
    ['declined on another device is declined', 'terminate', { reason: 'rejected_elsewhere' }, { outcome: 'declined' }],
  ])('%s', (_, tag, more, outcome) => {
    expect(arrived('call', call(tag, more))).toMatchObject({
      change: { target: { whatsappId: 'CALL1', fromUs: false }, change: { type: 'call', call: outcome } },
    })
  })

  it.each(['preaccept', 'transport', 'relaylatency', 'mute_v2'])('is not over by %s', (tag) => {
    expect(arrived('call', call(tag))).toEqual({ ignored: `call.${tag}` })
  })

  it('belongs to who rang, not to the device that took it', () => {
    const byPhone = { ...call('accept', { creator: '111@lid' }), from: '79161234567:3@s.whatsapp.net' }
    expect(arrived('call', byPhone)).toMatchObject({ change: { client: { lid: '111', phone: '+79161234567' } } })
  })

  it('from our own phone is nothing to answer', () => {
    const own = call('offer', { creator: '74950001122@s.whatsapp.net' })
    expect(arrived('call', own, ['74950001122:4@s.whatsapp.net'])).toEqual({ ignored: 'ownCall' })
    expect(arrived('call', call('offer'), ['74950001122:4@s.whatsapp.net'])).toMatchObject({ message: {} })
  })

  it('of a group, or without its id, is nothing for people', () => {
    expect(arrived('call', call('offer', { group: true }))).toEqual({ ignored: 'groupCall' })
    expect(arrived('call', { ...anna, call: { tag: 'offer' } })).toEqual({ ignored: 'withoutEnvelope' })
  })
})

describe('a receipt', () => {
  const receipt = { id: '3EB0A', from: '111@lid', t: '1764000000', ids: ['3EB0B', '3EB0A'] }

  it.each([
    [undefined, 'delivered'],
    ['inactive', 'delivered'],
    ['read', 'read'],
    ['played', 'played'],
  ])('of the type %s says that our messages are %s', (type, stage) => {
    expect(arrived('receipt', { ...receipt, type })).toMatchObject({
      receipt: { whatsappIds: ['3EB0A', '3EB0B'], stage, at: 1_764_000_000_000 },
    })
  })

  it.each(['retry', 'server-error', 'read-self', 'hist_sync', 'sender'])('of the type %s is for the apps', (type) => {
    expect(arrived('receipt', { ...receipt, type })).toEqual({ ignored: `receipt.${type}` })
  })

  it('of a group, of our own phone, or without an id says nothing', () => {
    expect(arrived('receipt', { ...receipt, from: '1@g.us' })).toEqual({ ignored: 'group' })
    expect(arrived('receipt', { ...receipt, recipient: '111@lid' })).toEqual({ ignored: 'receipt.own' })
    expect(arrived('receipt', { from: '111@lid' })).toEqual({ ignored: 'withoutEnvelope' })
  })
})

describe('a message that is not here', () => {
  it('waits for its content under its own id', () => {
    expect(arrived('undecryptable', anna)).toMatchObject({ message: { kind: 'pending', whatsappId: '3A01', text: '' } })
  })

  it.each(['view_once', 'view_once_unavailable_fanout'])('to be seen once is only on the phone: %s', (unavailable) => {
    expect(arrived('unavailable', { ...anna, unavailable })).toMatchObject({
      message: { kind: 'viewOnce', details: { viewOnce: true } },
    })
  })

  it('for another reason waits like one that cannot be read', () => {
    expect(arrived('unavailable', anna)).toMatchObject({ message: { kind: 'pending' } })
  })

  it('of a group or of our own devices is nothing for people', () => {
    expect(arrived('undecryptable', { ...anna, from: '1@g.us' })).toEqual({ ignored: 'group' })
    expect(arrived('undecryptable', { ...anna, category: 'peer' })).toEqual({ ignored: 'peer' })
  })
})

describe('a part of the phone’s history', () => {
  const payload = deflateSync(Buffer.from('history'))
  const historySyncNotification = { syncType: 3, chunkOrder: 1, initialHistBootstrapInlinePayload: payload }
  const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION
  const message = { protocolMessage: { type, historySyncNotification } }

  it('is handed on whole', () => {
    const understanding = understood(message, { ...anna, category: 'peer' })
    const json: unknown = JSON.parse('history' in understanding ? understanding.history : '')
    const notice = proto.Message.HistorySyncNotification.fromObject(Object(json))
    expect(notice.syncType).toBe(3)
    expect(Buffer.from(notice.initialHistBootstrapInlinePayload ?? [])).toEqual(payload)
  })

  it('is not taken from a client', () => {
    const understanding = understood(message)
    expect(understanding).toMatchObject({ ignored: 'protocolMessage.HISTORY_SYNC_NOTIFICATION' })
    expect(understanding).not.toHaveProperty('history')
  })
})
