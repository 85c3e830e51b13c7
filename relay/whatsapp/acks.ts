import type { BinaryNode, WASocket } from '@whiskeysockets/baileys'
import type { Instant } from '../../shared/ids.ts'

/** WhatsApp's answer to a message of ours. */
export type Ack =
  | { type: 'accepted'; at: Instant | undefined }
  | { type: 'refused'; error: string }
  | { type: 'none'; cause: 'timedOut' | 'disconnected' }

/** The acks of one connection, by the id of the message. Baileys itself does not wait for them. */
export interface Acks {
  listen(client: WASocket['ws']): void
  /** To be called before the message is sent. */
  next(whatsappId: string): Promise<Ack>
  /** Nobody will answer `whatsappId` any more, or (without an id) nothing at all. */
  giveUp(cause: 'timedOut' | 'disconnected', whatsappId?: string): void
}

/** @param onLate an answer that nobody waits for any more. */
export function createAcks(onLate: (whatsappId: string, ack: Ack) => void): Acks {
  const waiting = new Map<string, (ack: Ack) => void>()
  const answer = (id: string, ack: Ack): boolean => {
    const resolve = waiting.get(id)
    waiting.delete(id)
    resolve?.(ack)
    return resolve !== undefined
  }
  return {
    listen: (client) => {
      client.on('CB:ack,class:message', ({ attrs }: BinaryNode) => {
        const { id, error } = attrs
        if (id === undefined) return
        const ack: Ack = error === undefined ? { type: 'accepted', at: instant(attrs.t) } : { type: 'refused', error }
        if (!answer(id, ack)) onLate(id, ack)
      })
    },
    next: (whatsappId) => new Promise((resolve) => waiting.set(whatsappId, resolve)),
    giveUp: (cause, whatsappId) => {
      for (const id of whatsappId === undefined ? [...waiting.keys()] : [whatsappId])
        answer(id, { type: 'none', cause })
    },
  }
}

const instant = (seconds: string | undefined): Instant | undefined => {
  const value = Number(seconds)
  return Number.isSafeInteger(value) && value > 0 ? value * 1000 : undefined
}
