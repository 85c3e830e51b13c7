import type { BinaryNode } from '@whiskeysockets/baileys'
import type { Companion } from './companion.ts'
import { takeAck, takeMessage, takeReceipt } from './companion-stanzas.ts'
import type { Connection, ConnectionOwner } from './connection.ts'
import { answerQuery } from './iq-router.ts'
import { type Network, reportFailure, seconds } from './network.ts'
import type { ClientFinish } from './noise.ts'
import type { PairingDesk } from './pairing.ts'
import type { Phone } from './phone.ts'
import { child, children, stanza } from './stanza.ts'

const UNKNOWN_DEVICE = '401'

/** The server's side of every companion connection: registration, login, and what comes after. */
export class CompanionDoor implements ConnectionOwner {
  readonly #companions = new Map<Connection, Companion>()
  readonly #refused = new Map<string, string>()

  constructor(
    private readonly network: Network,
    private readonly desk: PairingDesk,
    private readonly phoneOf: (number: string) => Phone | undefined,
  ) {}

  /** Every login of that number fails with `reason` until it is lifted (undefined). */
  refuseLogins(number: string, reason: string | undefined): void {
    if (reason === undefined) this.#refused.delete(number)
    else this.#refused.set(number, reason)
  }

  onHandshake(connection: Connection, client: ClientFinish): void {
    if (client.payload.devicePairingData) this.desk.register(connection, client)
    else this.#login(connection, client)
  }

  onStanza(connection: Connection, node: BinaryNode): void {
    const companion = this.#companions.get(connection)
    if (companion) this.#takeStanza(node, companion)
    else this.desk.takeReply(connection, node)
  }

  onClosed(connection: Connection): void {
    this.desk.forget(connection)
    const companion = this.#companions.get(connection)
    this.#companions.delete(connection)
    if (!companion?.detach(connection)) return
    this.network.events.tell({ type: 'companion-disconnected', number: companion.number })
  }

  onBroken(connection: Connection, error: Error): void {
    this.network.events.tell({ type: 'connection-broken', error: error.message })
    connection.drop()
  }

  #takeStanza(node: BinaryNode, companion: Companion): void {
    // ib, presence and chatstate have no answer.
    if (node.tag === 'presence') this.#notePresence(node, companion)
    else if (node.tag === 'chatstate') this.#noteChatState(node, companion)
    else if (node.tag === 'iq') this.#takeQuery(node, companion)
    else if (node.tag === 'message') takeMessage(node, companion, this.network)
    else if (node.tag === 'receipt') takeReceipt(node, companion, this.network)
    else if (node.tag === 'ack') takeAck(node, companion, this.network)
  }

  #login(connection: Connection, { payload, noiseKey }: ClientFinish): void {
    const number = String(payload.username)
    const phone = this.phoneOf(number)
    const companion = phone?.companion
    const refused = this.#refused.get(number)
    if (!phone || !companion || refused || !isDevice(companion, payload.device, noiseKey)) {
      this.#refuse(connection, number, refused ?? UNKNOWN_DEVICE)
      return
    }
    companion.connection?.endWithStreamError('replaced')
    this.#companions.set(connection, companion)
    connection.send(stanza('success', { t: seconds(this.network.now()), lid: companion.lid }))
    const redelivered = companion.attach(connection)
    this.network.events.tell({ type: 'companion-connected', number, redelivered })
    if (!companion.historyTaken) reportFailure(phone.sendHistory(companion), this.network)
  }

  #notePresence(node: BinaryNode, { number }: Companion): void {
    this.network.events.tell({ type: 'presence', number, kind: presenceOf(node) })
  }

  #noteChatState({ attrs: { to = '' }, ...node }: BinaryNode, { number }: Companion): void {
    const [state] = children({ ...node, attrs: {} })
    this.network.events.tell({ type: 'chatstate', number, to, state: state?.tag ?? '' })
  }

  #refuse(connection: Connection, number: string, reason: string): void {
    connection.send(stanza('failure', { reason, location: 'stand-in' }))
    connection.close()
    this.network.events.tell({ type: 'login-refused', number, reason })
  }

  #takeQuery(iq: BinaryNode, companion: Companion): void {
    if (iq.attrs.type === 'result' || iq.attrs.type === 'error') return
    if (companion.ignores(iq.attrs.xmlns ?? '')) {
      this.network.events.tell({ type: 'query-ignored', number: companion.number, xmlns: iq.attrs.xmlns ?? '' })
      return
    }
    companion.pushOnce(answerQuery({ iq, companion, network: this.network }))
    if (child(iq, 'digest')) companion.loggedIn()
    if (child(iq, 'remove-companion-device')) this.phoneOf(companion.number)?.unlink('companion')
  }
}

/** What a companion says of being there. */
const presenceOf = (node: BinaryNode): string => node.attrs.type ?? 'name'

function isDevice(companion: Companion, device: number | null | undefined, noiseKey: Uint8Array): boolean {
  return companion.device === device && Buffer.from(noiseKey).equals(companion.noiseKey)
}
