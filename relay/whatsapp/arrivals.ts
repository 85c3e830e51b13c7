import { createHash } from 'node:crypto'
import {
  addTransactionCapability,
  DEFAULT_CONNECTION_CONFIG,
  type SignalKeyStore,
  type SocketConfig,
} from '@whiskeysockets/baileys'
import type { ChannelId } from '../../shared/ids.ts'
import { plaintextOfArrival } from '../store/arrivals.ts'
import type { Store } from '../store/open.ts'
import { undecryptable } from './arrival-in-the-clear.ts'
import { keptEnvelope } from './kept-envelope.ts'
import type { Ledger } from './ledger.ts'
import { mendTriedSessions } from './mend-tried-sessions.ts'
import type { StanzaOrder } from './stanza-order.ts'
import type { Stanza, Stanzas } from './stanzas.ts'
import { inTurn } from './turns.ts'

type MakeRepository = SocketConfig['makeSignalRepository']
type Repository = ReturnType<MakeRepository>

/** One padding byte and nothing before it: Baileys reads an empty message and confirms it. */
const emptyPlaintext = Uint8Array.of(1)

export interface ArrivalParts {
  channelId: ChannelId
  store: Store
  ledger: Ledger
  keys: SignalKeyStore
  stanzas: Stanzas
  order: StanzaOrder
}

/**
 * Baileys' Signal repository, made to note every plaintext with its envelope in the ledger before its ratchet. Both are on the disk
 * before the receipt leaves (guide 3.4 c); a ciphertext that comes again is answered from what was noted.
 */
export function repositoryThatNotesArrivals(parts: ArrivalParts): MakeRepository {
  return ({ creds }, logger, phoneToLid) => {
    // Not Baileys' own: that one commits what `encryptMessage` did only after the ciphertext has left (guide 3.5).
    const own = addTransactionCapability(parts.keys, logger, { maxCommitRetries: 1, delayBetweenTriesMs: 0 })
    // One at a time: Baileys would lock the same session under a phone's and a LID's name at once (guide 3.5).
    const keys = { ...own, transaction: <T>(work: () => Promise<T>) => own.transaction(work, 'channel') }
    const plain = DEFAULT_CONNECTION_CONFIG.makeSignalRepository({ creds, keys }, logger, phoneToLid)
    const turn = <T>(jid: string, work: () => Promise<T>) => inTurn(plain.jidToSignalProtocolAddress(jid), work)
    const note = createNote(parts)
    const changed: Partial<Repository> = {
      decryptMessage: (message) =>
        turn(message.jid, () =>
          note(message.jid, message.ciphertext, keys.transaction, () => mendTriedSessions(keys, plain, message)),
        ),
      decryptGroupMessage: (message) =>
        inTurn(`${message.group}|${message.authorJid}`, () =>
          note(message.authorJid, message.msg, keys.transaction, () => plain.decryptGroupMessage(message)),
        ),
      encryptMessage: (message) => turn(message.jid, () => plain.encryptMessage(message)),
      injectE2ESession: (session) => turn(session.jid, () => plain.injectE2ESession(session)),
    }
    return { ...plain, ...changed }
  }
}

type InTransaction = <T>(work: () => Promise<T>) => Promise<T>

/** Baileys decrypts a burst to its end without ever giving way: nothing would be committed, nor anybody else served, for seconds. */
const decryptsInARow = 64

function createNote({ channelId, store, ledger, stanzas, order }: ArrivalParts) {
  let decrypted = 0
  return async (
    author: string,
    ciphertext: Uint8Array,
    inTransaction: InTransaction,
    decrypt: () => Promise<Uint8Array>,
  ): Promise<Uint8Array> => {
    decrypted += 1
    if (decrypted % decryptsInARow === 0) await nextTurn()
    const stanza = stanzaOf(ciphertext, stanzas)
    const hash = createHash('sha256').update(`${author}|`).update(ciphertext).digest('hex')
    try {
      return await inTransaction(async () => {
        const plaintext = await decrypt()
        const envelope = keptEnvelope(stanza.attrs, stanza.cameAt)
        // First the arrival, then (at the end of this transaction) the ratchet: a ratchet without its arrival would be a loss.
        ledger.write({ arrivals: [{ what: 'message', hash, envelope, plaintext, arrivedOrder: stanza.order }] })
        return plaintext
      })
    } catch (error) {
      // A redelivery: its key is used up, so decrypting it fails.
      await ledger.flushed()
      const earlier = await plaintextOfArrival(store.read, channelId, hash)
      if (earlier === undefined) {
        // Before Baileys asks the sender to send it again: until then people see that there is something.
        ledger.write({ arrivals: [undecryptable(stanza.attrs, stanza)] })
        throw error
      }
      order.ended([stanza.order])
      return earlier ?? emptyPlaintext
    }
  }
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function stanzaOf(ciphertext: Uint8Array, stanzas: Stanzas): Stanza {
  const stanza = stanzas.of(ciphertext)
  if (stanza) return stanza
  throw new Error(
    'This Baileys decrypts a copy of the bytes: the way from a ciphertext to its stanza has to be adapted.',
  )
}
