import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import { answerMediaRetry } from './media-retry.ts'
import { type Network, reportFailure, seconds } from './network.ts'
import { child, children, stanza } from './stanza.ts'

/** A message of the companion: acked by WhatsApp first, then given to every phone it was encrypted for. */
export function takeMessage(node: BinaryNode, companion: Companion, network: Network): void {
  const { id = '', to = '' } = node.attrs
  const { temper } = companion
  if (temper !== undefined) network.events.tell({ type: 'message-rejected', number: companion.number, to, id })
  if (temper === 'silent') return
  const error = temper?.error
  companion.pushOnce(stanza('ack', { class: 'message', id, from: to, t: seconds(network.now()), error }))
  if (error !== undefined) return
  network.events.tell({ type: 'message-accepted', number: companion.number, to, id })
  for (const { jid, enc } of copiesIn(node)) {
    // The own phone learns from its copy only what was said; the chat is the stanza's recipient.
    network.personAt(jid)?.takeDelivery(companion, { id, chat: node.attrs.recipient ?? to, enc })
  }
}

/** One copy per device in <participants>; a re-sent or peer message has its only <enc> at the top. */
function copiesIn(node: BinaryNode): { jid: string | undefined; enc: BinaryNode }[] {
  const participants = child(node, 'participants')
  const holders = participants ? children(participants).map((to) => ({ jid: to.attrs.jid, holder: to })) : []
  const all = participants ? holders : [{ jid: node.attrs.to, holder: node }]
  return all.flatMap(({ jid, holder }) => {
    const enc = child(holder, 'enc')
    return enc ? [{ jid, enc }] : []
  })
}

/** Delivered, read, played, "send it again": and, for what was pushed, the end of its redelivery. */
export function takeReceipt(node: BinaryNode, companion: Companion, network: Network): void {
  const { id = '', to = '', type: kind = 'delivered' } = node.attrs
  const items = children(child(node, 'list') ?? stanza('list'))
  const ids = [id, ...items.map((item) => item.attrs.id ?? '')]
  noteReceipt(node, kind, ids, companion, network)
  network.events.tell({ type: 'receipt', number: companion.number, to, ids, kind })
}

function noteReceipt(node: BinaryNode, kind: string, ids: string[], companion: Companion, network: Network) {
  const person = network.personAt(node.attrs.to)
  switch (kind) {
    case 'read':
      return person?.takeReceipt(ids, 'readAt')
    case 'played':
      return person?.takeReceipt(ids, 'playedAt')
    case 'read-self':
      return
    case 'hist_sync':
      companion.historyTaken = true
      return
    case 'server-error':
      return answerMediaRetry(node, companion, network)
    case 'retry':
      return reportFailure(person?.takeRetry(node, companion), network)
    default:
      // none, inactive, sender, peer_msg: the companion has it.
      for (const id of ids) settle('message', id, companion, network)
      person?.takeReceipt(ids, 'deliveredAt')
  }
}

/** The companion is done with a stanza; with an error it could not read it, and the re-sent copy comes separately. */
export function takeAck(node: BinaryNode, companion: Companion, network: Network): void {
  const { class: tag = '', id = '', error } = node.attrs
  settle(tag, id, companion, network)
  if (error) network.events.tell({ type: 'message-refused', number: companion.number, id, error })
}

function settle(tag: string, id: string, companion: Companion, { events }: Network): void {
  if (!companion.settle(tag, id)) return
  events.tell({ type: 'settled', number: companion.number, tag, id, unsettled: companion.unsettled })
}
