import type { BinaryNode } from '@whiskeysockets/baileys'
import { describe, expect, it } from 'vitest'
import { arrivalInTheClear } from '../../../relay/whatsapp/arrival-in-the-clear.ts'

const from = '79001234567@s.whatsapp.net'
const node = (tag: string, attrs: Record<string, string>, content?: BinaryNode[]): BinaryNode => ({
  tag,
  attrs,
  ...(content ? { content } : {}),
})
const arrivalIn = (stanza: BinaryNode) => {
  const arrival = arrivalInTheClear(stanza, { order: 7, cameAt: 5 })
  return arrival && { ...arrival, envelope: JSON.parse(arrival.envelope) }
}

describe('what comes without a ciphertext', () => {
  it('may be a tick, with all the messages it counts for', () => {
    const list = node('list', {}, [node('item', { id: 'B' }), node('item', { id: 'C' })])
    expect(arrivalIn(node('receipt', { id: 'A', from, type: 'read', t: '9' }, [list]))).toMatchObject({
      what: 'receipt',
      arrivedOrder: 7,
      envelope: { id: 'A', from, type: 'read', t: '9', ids: ['B', 'C'], came_at: '5' },
    })
  })

  it('has the same name when it comes again, and another for another stage, message or client', () => {
    const tick = (more: Record<string, string> = {}) =>
      arrivalIn(node('receipt', { id: 'A', from, type: 'read', t: '9', ...more }))?.hash
    expect(tick()).toBe(tick())
    const others = [{ type: 'played' }, { id: 'B' }, { from: '79007654321@s.whatsapp.net' }].map((more) => tick(more))
    expect(new Set([tick(), ...others]).size).toBe(4)
  })

  it.each([
    ['that asks to send again', { id: 'A', from, type: 'retry' }],
    ['in a group', { id: 'A', from: '120@g.us', participant: from }],
    ['of another device of ours', { id: 'A', from, recipient: from, type: 'read-self' }],
  ])('is nothing when it is a receipt %s', (_which, attrs) => {
    expect(arrivalIn(node('receipt', attrs))).toBeUndefined()
  })

  it('may be a call, and its end', () => {
    const said = { 'call-id': 'K', 'call-creator': from, caller_pn: from }
    expect(arrivalIn(node('call', { id: '1', from }, [node('offer', said, [node('video', {})])]))).toMatchObject({
      what: 'call',
      envelope: { from, caller_pn: from, call: { tag: 'offer', id: 'K', creator: from, video: true, group: false } },
    })
    const end = node('terminate', { ...said, duration: '40', reason: 'accepted_elsewhere' })
    expect(arrivalIn(node('call', { id: '2', from }, [end]))?.envelope.call).toMatchObject({
      tag: 'terminate',
      duration: '40',
      reason: 'accepted_elsewhere',
    })
  })

  it('is nothing when it is what phones say to one another while a call is set up', () => {
    expect(arrivalIn(node('call', { id: '1', from }, [node('relaylatency', { 'call-id': 'K' })]))).toBeUndefined()
  })

  it('may be the notice of a message that only the phone gets', () => {
    const notice = node('unavailable', { type: 'view_once' })
    expect(arrivalIn(node('message', { id: 'A', from }, [notice]))).toMatchObject({
      what: 'unavailable',
      envelope: { unavailable: 'view_once' },
    })
  })

  it('is nothing when it is a newsletter', () => {
    expect(arrivalIn(node('message', { id: 'A', from: '1@newsletter' }, [node('plaintext', {})]))).toBeUndefined()
  })
})
