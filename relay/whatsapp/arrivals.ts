import { createHash } from 'node:crypto'
import {
  addTransactionCapability,
  type BinaryNode,
  DEFAULT_CONNECTION_CONFIG,
  type SignalKeyStore,
  type SocketConfig,
  type WASocket,
} from '@whiskeysockets/baileys'
import type { ChannelId } from '../../shared/ids.ts'
import { plaintextOfArrival } from '../store/arrivals.ts'
import type { Store } from '../store/open.ts'
import { cameAtAttribute } from './envelope.ts'
import type { Ledger } from './ledger.ts'
import { mendTriedSessions } from './mend-tried-sessions.ts'

type MakeRepository = SocketConfig['makeSignalRepository']
type Repository = ReturnType<MakeRepository>

/** One padding byte and nothing before it: Baileys reads an empty message and confirms it. */
const emptyPlaintext = Uint8Array.of(1)

/** A new arrival's place in the order of arrival, in microseconds. */
export type NextOrder = () => number

export interface ArrivalParts {
  channelId: ChannelId
  store: Store
  ledger: Ledger
  keys: SignalKeyStore
  nextOrder: NextOrder
}

/** The envelopes of ciphertexts under way: Baileys decrypts the very bytes of the stanza, so they lead back to it (guide 3.4 b). */
export interface Envelopes {
  /** To be called before Baileys listens. */
  listen(client: WASocket['ws']): void
  of(ciphertext: Uint8Array): Stanza | undefined
}

/** A message stanza, and when it came off the wire: Baileys decrypts the first messages of strangers in no fixed order. */
export interface Stanza {
  attrs: BinaryNode['attrs']
  /** Milliseconds, growing from stanza to stanza. */
  cameAt: number
}

export function createEnvelopes(now: () => number): Envelopes {
  const stanzas = new WeakMap<Uint8Array, Stanza>()
  let last = 0
  return {
    of: (ciphertext) => stanzas.get(ciphertext),
    listen: (client) => {
      client.prependListener('CB:message', (stanza: BinaryNode) => {
        if (!Array.isArray(stanza.content)) return
        last = Math.max(last + 1, Math.floor(now()))
        for (const { tag, content } of stanza.content) {
          if (tag === 'enc' && content instanceof Uint8Array)
            stanzas.set(content, { attrs: stanza.attrs, cameAt: last })
        }
      })
    },
  }
}

/**
 * Baileys' Signal repository, made to note every plaintext with its envelope in the ledger before its ratchet. Both are on the disk
 * before the receipt leaves (guide 3.4 c); a ciphertext that comes again is answered from what was noted.
 */
export function repositoryThatNotesArrivals(parts: ArrivalParts, envelopes: Envelopes): MakeRepository {
  return ({ creds }, logger, phoneToLid) => {
    // Not Baileys' own: that one commits what `encryptMessage` did only after the ciphertext has left (guide 3.5).
    const own = addTransactionCapability(parts.keys, logger, { maxCommitRetries: 1, delayBetweenTriesMs: 0 })
    // One at a time: Baileys would lock the same session under a phone's and a LID's name at once (guide 3.5).
    const keys = { ...own, transaction: <T>(work: () => Promise<T>) => own.transaction(work, 'channel') }
    const plain = DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds, keys }, logger, phoneToLid)
    const note = createNote(parts, envelopes)
    const decryptMessage: Repository['decryptMessage'] = (message) =>
      note(message.jid, message.ciphertext, keys.transaction, () => mendTriedSessions(keys, plain, message))
    const decryptGroupMessage: Repository['decryptGroupMessage'] = (message) =>
      note(message.authorJid, message.msg, keys.transaction, () => plain.decryptGroupMessage(message))
    return { ...plain, decryptMessage, decryptGroupMessage }
  }
}

type InTransaction = <T>(work: () => Promise<T>) => Promise<T>

/** Baileys decrypts a burst to its end without ever giving way: nothing would be committed, nor anybody else served, for seconds. */
const decryptsInARow = 64

function createNote({ channelId, store, ledger, nextOrder }: ArrivalParts, envelopes: Envelopes) {
  let decrypted = 0
  return async (
    author: string,
    ciphertext: Uint8Array,
    inTransaction: InTransaction,
    decrypt: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> => {
    decrypted += 1
    if (decrypted % decryptsInARow === 0) await nextTurn()
    const hash = createHash('sha256').update(`${author}|`).update(ciphertext).digest('hex')
    try {
      return await inTransaction(async () => {
        const plaintext = await decrypt()
        const { attrs, cameAt } = stanzaOf(ciphertext, envelopes)
        const envelope = JSON.stringify({ ...attrs, [cameAtAttribute]: String(cameAt) })
        // First the arrival, then (at the end of this transaction) the ratchet: a ratchet without its arrival would be a loss.
        ledger.write({ arrivals: [{ hash, envelope, plaintext: Buffer.from(plaintext), arrivedOrder: nextOrder() }] })
        return plaintext
      })
    } catch (error) {
      // A redelivery: its key is used up, so decrypting it fails.
      await ledger.flushed()
      const earlier = await plaintextOfArrival(store.read, channelId, hash)
      if (earlier === undefined) throw error
      return earlier ?? emptyPlaintext
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function stanzaOf(ciphertext: Uint8Array, envelopes: Envelopes): Stanza {
  const stanza = envelopes.of(ciphertext)
  if (stanza) return stanza
  throw new Error(
    'This Baileys decrypts a copy of the bytes: the way from a ciphertext to its stanza has to be adapted.',
  )
}

/** Growing even when the clock goes back or two arrive in the same microsecond. */
export function createNextOrder(now: () => number): NextOrder {
  let last = 0
  return () => {
    last = Math.max(last + 1, Math.floor(now() * 1000))
    return last
  }
}
