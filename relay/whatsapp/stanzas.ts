import type { BinaryNode, WASocket } from '@whiskeysockets/baileys'
import type { Arrival } from '../store/arrivals.ts'
import { arrivalInTheClear } from './arrival-in-the-clear.ts'
import type { Place, StanzaOrder } from './stanza-order.ts'

/** A stanza with a ciphertext, on its way through Baileys. */
export interface Stanza extends Place {
  attrs: BinaryNode['attrs']
}

/** What comes off the wire, seen before Baileys sees it. */
export interface Stanzas {
  /** To be called before Baileys handles anything. */
  listen(client: WASocket['ws']): void
  /** Baileys decrypts the very bytes of the stanza, so they lead back to it (guide 3.4 b). */
  of(ciphertext: Uint8Array): Stanza | undefined
}

const ciphertexts = new Set(['pkmsg', 'msg', 'skmsg'])

/** @param note called for what arrives in the clear: it has to be on the disk before Baileys confirms it. */
export function createStanzas(order: StanzaOrder, note: (arrival: Arrival) => void): Stanzas {
  const stanzas = new WeakMap<Uint8Array, Stanza>()
  const remember = (stanza: BinaryNode): boolean => {
    let found = false
    for (const { tag, attrs, content } of childrenOf(stanza)) {
      if (tag !== 'enc' || !ciphertexts.has(attrs.type ?? '') || !(content instanceof Uint8Array)) continue
      const place = order.next()
      order.began(place, stanza.attrs)
      stanzas.set(content, { ...place, attrs: stanza.attrs })
      found = true
    }
    return found
  }
  const takeInTheClear = (stanza: BinaryNode): void => {
    const arrival = arrivalInTheClear(stanza, order.next())
    if (arrival) note(arrival)
  }
  return {
    of: (ciphertext) => stanzas.get(ciphertext),
    listen: (client) => {
      client.prependListener('CB:message', (stanza: BinaryNode) => {
        if (!remember(stanza)) takeInTheClear(stanza)
      })
      client.prependListener('CB:call', takeInTheClear)
      client.prependListener('CB:receipt', takeInTheClear)
      client.prependListener('CB:ib,,offline_preview', () => order.backlogBegins())
      client.prependListener('CB:ib,,offline', () => order.backlogEnds())
    },
  }
}

const childrenOf = ({ content }: BinaryNode): BinaryNode[] => (Array.isArray(content) ? content : [])
