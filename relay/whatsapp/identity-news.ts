import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren, type WASocket } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { ChannelId } from '../../shared/ids.ts'
import type { LearnIdentity } from '../inbox/learn-identity.ts'
import type { IdentityPair } from '../store/identities.ts'
import type { IdentitySource } from '../store/tables.ts'
import { addresseeOf } from './jid.ts'

export interface LearnFromParts {
  channelId: ChannelId
  learnIdentity: LearnIdentity
  log: Logger
}

/** Takes in what a connection tells, outside of messages, of who is who: in WhatsApp's own notices, and in its answers to whoever has asked it about phones. */
export function learnFrom(socket: WASocket, { channelId, learnIdentity, log }: LearnFromParts): void {
  const learn = ({ lid, phone }: IdentityPair, source: IdentitySource): void => {
    learnIdentity(lid, phone, source).catch((err: unknown) => {
      log.error({ channelId, err, source }, 'who somebody is could not be stored')
    })
  }
  socket.ev.on('lid-mapping.update', ({ lid, pn }) => {
    const pair = pairOf(lid, pn)
    if (pair) learn(pair, 'notification')
  })
  socket.ws.on('CB:iq,,usync', (answer: BinaryNode) => {
    for (const pair of pairsInUsync(answer)) learn(pair, 'usync')
  })
}

/** The people in an answer of whom it names both jids. */
export function pairsInUsync(answer: BinaryNode): IdentityPair[] {
  const list = getBinaryNodeChild(getBinaryNodeChild(answer, 'usync'), 'list')
  return getBinaryNodeChildren(list, 'user').flatMap((user) => {
    const lid = getBinaryNodeChild(user, 'lid')?.attrs.val
    return pairOf(lid, user.attrs.pn_jid ?? user.attrs.jid) ?? []
  })
}

/** Baileys does not promise which of the two is which. */
function pairOf(...jids: readonly [string | undefined, string | undefined]): IdentityPair | undefined {
  const [one, other] = jids.map(addresseeOf)
  if (one?.kind === 'lid' && other?.kind === 'phone') return { lid: one.lid, phone: other.phone }
  if (one?.kind === 'phone' && other?.kind === 'lid') return { lid: other.lid, phone: one.phone }
  return undefined
}
