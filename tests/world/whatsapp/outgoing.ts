import type { BinaryNode, proto } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import { bundleIn } from './key-bundle.ts'
import { type Network, seconds } from './network.ts'
import type { Peer } from './peer.ts'
import { child, childBytes, stanza } from './stanza.ts'

/** A message of a person to a company, kept so that a retry receipt can be honoured. */
export interface Letter {
  readonly id: string
  readonly company: string
  readonly message: proto.IMessage
  /** from, type, notify, recipient… */
  readonly attributes: Record<string, string>
}

/** A letter that is encrypted and ready to leave: benches encrypt before they measure. */
export interface SealedLetter {
  readonly letter: Letter
  readonly companion: Companion
  readonly node: BinaryNode
}

/** Encrypts for the company's companion, in order, and re-encrypts when the companion could not read. */
export class Outgoing {
  readonly #letters = new Map<string, Letter>()
  #line: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly peer: Peer,
    private readonly network: Network,
  ) {}

  /** Returns when it left. Nobody gets it while the company has no companion: it stays on the phone. */
  async send(letter: Letter): Promise<number> {
    const sealed = await this.seal(letter)
    return sealed ? this.post(sealed) : this.network.now()
  }

  seal(letter: Letter): Promise<SealedLetter | undefined> {
    this.#letters.set(letter.id, letter)
    return this.#inOrder(async () => {
      const companion = this.network.companionOf(letter.company)
      return companion && this.#encrypt(letter, companion)
    })
  }

  post({ letter, companion, node }: SealedLetter): number {
    const leftAt = this.network.now()
    companion.push(node)
    const { company, id, attributes } = letter
    this.network.events.tell({ type: 'message-pushed', number: company, from: attributes.from ?? '', id })
    return leftAt
  }

  messageOf(id: string): proto.IMessage | undefined {
    return this.#letters.get(id)?.message
  }

  /** The companion could not decrypt: encrypt anew under the same id, with its fresh keys if it sent some. */
  async resend(receipt: BinaryNode, companion: Companion): Promise<void> {
    const letter = this.#letters.get(receipt.attrs.id ?? '')
    if (!letter) return
    const count = child(receipt, 'retry')?.attrs.count ?? '1'
    const sealed = await this.#inOrder(async () => {
      const keys = child(receipt, 'keys')
      const registrationId = childBytes(receipt, 'registration').readUInt32BE()
      if (keys) await this.peer.openSession(companion.lid, bundleIn(keys, registrationId))
      return this.#encrypt(letter, companion, count)
    })
    this.post(sealed)
  }

  async #encrypt(letter: Letter, companion: Companion, count?: string): Promise<SealedLetter> {
    if (!(await this.peer.hasSession(companion.lid))) {
      await this.peer.openSession(companion.lid, companion.keys.takeBundle())
    }
    const { type, ciphertext } = await this.peer.encrypt(companion.lid, letter.message)
    const envelope = { id: letter.id, t: seconds(this.network.now()), ...letter.attributes }
    const node = stanza('message', envelope, [stanza('enc', { v: '2', type, count }, ciphertext)])
    return { letter, companion, node }
  }

  /** One at a time: the ratchet's order is the order in which the stanzas must leave. */
  #inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#line.then(work)
    this.#line = done.catch(() => undefined)
    return done
  }
}
