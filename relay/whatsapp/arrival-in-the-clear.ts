import { createHash } from 'node:crypto'
import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Arrival, ArrivalWhat } from '../store/arrivals.ts'
import { keptEnvelope } from './kept-envelope.ts'
import type { Place } from './stanza-order.ts'

/** What a stanza without a ciphertext brings; `undefined` for what nobody here wants to know. Pure. */
export function arrivalInTheClear(stanza: BinaryNode, place: Place): Arrival | undefined {
  switch (stanza.tag) {
    case 'message':
      return noticeIn(stanza, place)
    case 'call':
      return callIn(stanza, place)
    case 'receipt':
      return receiptIn(stanza, place)
    default:
      return undefined
  }
}

/** A message that could not be decrypted (yet): one for each, however often it is tried. */
export const undecryptable = (attrs: BinaryNode['attrs'], place: Place): Arrival =>
  arrivalOf('undecryptable', attrs, place, [attrs.from, attrs.participant, attrs.id])

/** WhatsApp gives this device only the notice of a message: it was sent to be seen once, or to a phone alone. */
function noticeIn({ attrs, content }: BinaryNode, place: Place): Arrival | undefined {
  const notice = childrenOf(content).find(({ tag }) => tag === 'unavailable')
  if (!notice) return undefined
  const { type } = notice.attrs
  const more = type === undefined ? {} : { unavailable: type }
  return arrivalOf('unavailable', attrs, place, [attrs.from, attrs.participant, attrs.id], more)
}

/** Of all that is said while a call is set up, what people want to know. */
const callTags = new Set(['offer', 'offer_notice', 'accept', 'reject', 'terminate'])

function callIn({ attrs, content }: BinaryNode, place: Place): Arrival | undefined {
  const news = childrenOf(content).find(({ tag }) => callTags.has(tag))
  if (!news) return undefined
  const { tag, attrs: said } = news
  const { duration, reason, caller_pn } = said
  const call = {
    tag,
    id: said['call-id'],
    creator: said['call-creator'],
    video: childrenOf(news.content).some((child) => child.tag === 'video'),
    group: said.type === 'group' || said['group-jid'] !== undefined,
    duration,
    reason,
  }
  return arrivalOf('call', attrs, place, [attrs.from, tag, call.id, attrs.id], { caller_pn, call })
}

/** Ticks of messages of ours. In groups nobody counts them, and what asks to send again is Baileys' to answer. */
const tickTypes = new Set([undefined, 'delivered', 'inactive', 'read', 'played'])

function receiptIn({ attrs, content }: BinaryNode, place: Place): Arrival | undefined {
  const { id, from, type, t, recipient, participant } = attrs
  if (!tickTypes.has(type) || recipient !== undefined || participant !== undefined) return undefined
  const list = childrenOf(content).find(({ tag }) => tag === 'list')
  const ids = childrenOf(list?.content).flatMap((item) => item.attrs.id ?? [])
  return arrivalOf('receipt', attrs, place, [from, type, id, t, ...ids], { ids })
}

function arrivalOf(
  what: ArrivalWhat,
  attrs: BinaryNode['attrs'],
  { order, cameAt }: Place,
  identity: readonly (string | undefined)[],
  more?: object,
): Arrival {
  const hash = createHash('sha256')
    .update(JSON.stringify([what, ...identity]))
    .digest('hex')
  const envelope = keptEnvelope(attrs, cameAt, more)
  return { what, hash, envelope, plaintext: new Uint8Array(), arrivedOrder: order }
}

const childrenOf = (content: BinaryNode['content']): BinaryNode[] => (Array.isArray(content) ? content : [])
