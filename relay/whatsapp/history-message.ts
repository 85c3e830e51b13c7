import type { proto } from '@whiskeysockets/baileys'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { MessageDetails } from '../../shared/message.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { IncomingMessage, Sender } from '../inbox/incoming-message.ts'
import { changeIn } from './incoming/change.ts'
import { cleanText } from './incoming/clean-text.ts'
import { contentOf } from './incoming/content.ts'
import { ignoredName } from './incoming/ignored.ts'
import { unwrap } from './incoming/unwrap.ts'
import { addresseeOf } from './jid.ts'

export interface HistoryFrame {
  channelId: ChannelId
  /** Older messages are left where they are. */
  since: Instant
  /** The company's own number: notes to itself are nobody's conversation. */
  ownPhone: PhoneNumber | undefined
  /** Names that people have given themselves, by jid. */
  names: ReadonlyMap<string, string>
}

/** The messages of one conversation of the phone's history that are for the inbox, oldest first. Empty for groups and the like. */
export function historyMessages(conversation: proto.IConversation, frame: HistoryFrame): IncomingMessage[] {
  const client = clientOf(conversation, frame)
  if (!client) return []
  const infos = (conversation.messages ?? [])
    .flatMap(({ message }) => (message?.key?.id && message.message ? [message] : []))
    .map((info, index) => ({ info, index, second: secondsOf(info.messageTimestamp) }))
    .filter(({ second }) => second > 0 && second * 1000 >= frame.since)
    // A phone lists the newest first; within a second that is all there is to tell their order by.
    .sort((one, other) => one.second - other.second || other.index - one.index)
  const places = new Map<number, number>()
  return infos.flatMap(({ info, second }) => {
    const place = places.get(second) ?? 0
    places.set(second, place + 1)
    return understood(info, { ...frame, client, at: second * 1000 + Math.min(place, 999) }) ?? []
  })
}

function understood(
  info: proto.IWebMessageInfo,
  { channelId, client, at }: { channelId: ChannelId; client: Sender; at: Instant },
): IncomingMessage | undefined {
  const { key, message } = info
  if (!key?.id || !message) return undefined
  const origin = key.fromMe ? 'phone' : 'client'
  try {
    const unwrapped = unwrap(message, true)
    const changer = { origin, whatsappId: key.id, at, names: { client: [], us: [] } } as const
    // A phone's history shows what became of a message, not how.
    if (changeIn(unwrapped.message, changer) || ignoredName(unwrapped.message) !== undefined) return undefined
    const { details, ...content } = contentOf(unwrapped, at)
    const all: MessageDetails = { ...details, ...reactionsOf(info) }
    const secret = content.secret ?? (content.kind === 'poll' ? secretOf(info) : undefined)
    return {
      channelId,
      client: key.fromMe ? { ...client, name: '' } : client,
      origin,
      whatsappId: key.id,
      at,
      fromHistory: true,
      ...content,
      ...(secret === undefined ? {} : { secret }),
      ...(Object.keys(all).length > 0 ? { details: all } : {}),
    }
  } catch {
    return undefined // one that cannot be read is not worth the others
  }
}

function clientOf(
  { id, pnJid, lidJid, displayName, name }: proto.IConversation,
  { names, ownPhone }: HistoryFrame,
): Sender | undefined {
  const jids = [id, pnJid, lidJid].flatMap((jid) => jid ?? [])
  const [main, ...others] = jids.map((jid) => addresseeOf(jid))
  if (!main || main.kind === 'ignored') return undefined
  const named = jids.map((jid) => names.get(jid)).find((each) => each !== undefined)
  const client: Sender = { name: cleanText(named ?? (displayName || name)).slice(0, longestName) }
  for (const addressee of [main, ...others]) {
    if (addressee.kind === 'phone') client.phone ??= addressee.phone
    if (addressee.kind === 'lid') client.lid ??= addressee.lid
  }
  return client.phone !== undefined && client.phone === ownPhone ? undefined : client
}

export const longestName = 200

/** At most one of each side. */
function reactionsOf({ reactions }: proto.IWebMessageInfo): Pick<MessageDetails, 'reactions'> {
  const bySide = new Map<boolean, { emoji: string; fromUs: boolean; at: Instant }>()
  for (const { key, text, senderTimestampMs } of reactions ?? []) {
    const fromUs = key?.fromMe === true
    if (text) bySide.set(fromUs, { emoji: cleanText(text).slice(0, 64), fromUs, at: secondsOf(senderTimestampMs) })
  }
  return bySide.size > 0 ? { reactions: [...bySide.values()] } : {}
}

const secretOf = ({ messageSecret }: proto.IWebMessageInfo): string | undefined =>
  messageSecret?.length ? Buffer.from(messageSecret).toString('base64') : undefined

function secondsOf(time: number | { toNumber(): number } | null | undefined): number {
  const value = typeof time === 'object' && time !== null ? time.toNumber() : (time ?? 0)
  return Number.isSafeInteger(value) && value > 0 ? value : 0
}
