import { proto } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { ChannelId, Instant } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { LearnIdentity } from '../inbox/learn-identity.ts'
import type { NameContact } from '../inbox/name-contact.ts'
import type { ReceiveTogether } from '../inbox/receive-message.ts'
import { type HistoryPart, nextHistoryPart, settleHistoryPart } from '../store/history-parts.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import { takeConversation } from './history-conversation.ts'
import { HistoryGone, readableFields } from './history-fields.ts'
import { longestName } from './history-message.ts'
import { cleanText } from './incoming/clean-text.ts'
import { addresseeOf } from './jid.ts'

export interface LoadHistoryParts {
  store: Store
  /** Of a channel: how many days back. */
  daysOf: (channelId: ChannelId) => number
  ownPhoneOf: (channelId: ChannelId) => PhoneNumber | undefined
  /** What a notice stands for, unpacked. @throws HistoryGone */
  bytesOf: (
    channelId: ChannelId,
    notice: proto.Message.IHistorySyncNotification,
    signal: AbortSignal,
  ) => Promise<Uint8Array>
  receiveTogether: ReceiveTogether
  learnIdentity: LearnIdentity
  nameContact: NameContact
  now: () => Instant
  setAlarm: SetAlarm
  log: Logger
}

const day = 86_400_000

const { HistorySyncType } = proto.Message
/** Of `HistorySync`: where its conversations, names and pairs stand. */
const numbers = { conversation: 2, pushname: 7, pair: 15 }

/** A part that was loaded, or given up. */
export interface LoadedPart {
  /** How far the phone has come with its history (0–100), as far as it says. */
  percent: number | undefined
}

/**
 * Loads the oldest part of a channel's history that waits. @param begins called once messages are going to be taken in.
 * @returns undefined when none waits. @throws when it has to be tried again.
 */
export async function loadNextPart(
  channelId: ChannelId,
  parts: LoadHistoryParts,
  { signal, begins }: { signal: AbortSignal; begins: () => void },
): Promise<LoadedPart | undefined> {
  const part = await nextHistoryPart(parts.store.read, channelId)
  if (!part) return undefined
  const notice = proto.Message.HistorySyncNotification.fromObject(JSON.parse(part.notice))
  const days = parts.daysOf(channelId)
  const isRecent = notice.syncType === HistorySyncType.RECENT
  if (isWanted(notice, days)) {
    if (days > 0) begins()
    try {
      await take(part, await parts.bytesOf(channelId, notice, signal), parts, signal)
    } catch (err) {
      if (!(err instanceof HistoryGone)) throw err
      parts.log.warn({ channelId, err }, 'a part of the phone’s history is lost')
    }
  }
  await parts.store.write((tx) => settleHistoryPart(tx, part, parts.now()))
  return { percent: isRecent ? (notice.progress ?? undefined) : undefined }
}

/** With 0 days only who is who is wanted. More than the recent ones nobody has asked for. */
function isWanted({ syncType }: proto.Message.IHistorySyncNotification, days: number): boolean {
  switch (syncType) {
    case HistorySyncType.FULL:
    case HistorySyncType.INITIAL_STATUS_V3:
    case HistorySyncType.NO_HISTORY:
      return false
    case HistorySyncType.RECENT:
      return days > 0
    default:
      return true
  }
}

async function take(part: HistoryPart, bytes: Uint8Array, parts: LoadHistoryParts, signal: AbortSignal): Promise<void> {
  const { channel_id: channelId } = part
  const names = new Map<string, string>()
  const { fields, fault } = readableFields(bytes)
  for (const { number, bytes: field } of fields) {
    signal.throwIfAborted()
    if (number === numbers.pair) await learn(proto.PhoneNumberToLIDMapping.decode(field), parts)
    if (number === numbers.pushname) {
      const { id, pushname } = proto.Pushname.decode(field)
      if (id && pushname) names.set(id, pushname)
    }
  }
  await nameContacts(names, parts)
  const days = parts.daysOf(channelId)
  if (days === 0) return
  const frame = { channelId, since: part.at - days * day, ownPhone: parts.ownPhoneOf(channelId), names }
  for (const { number, bytes: field } of fields) {
    if (number === numbers.conversation) await takeConversation(field, frame, parts, signal)
  }
  if (fault !== undefined) throw fault
}

/** Only those whom we know and who have no name yet. */
async function nameContacts(names: ReadonlyMap<string, string>, parts: LoadHistoryParts): Promise<void> {
  for (const [jid, name] of names) {
    const addressee = addresseeOf(jid)
    if (addressee.kind === 'ignored') continue
    await parts.nameContact(addressee, cleanText(name).slice(0, longestName))
    await nextTurn()
  }
}

async function learn({ lidJid, pnJid }: proto.IPhoneNumberToLIDMapping, parts: LoadHistoryParts): Promise<void> {
  const [lid, phone] = [addresseeOf(lidJid ?? undefined), addresseeOf(pnJid ?? undefined)]
  if (lid.kind !== 'lid' || phone.kind !== 'phone') return
  await parts.learnIdentity(lid.lid, phone.phone, 'history')
  await nextTurn()
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
