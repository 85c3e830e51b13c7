import { deflateSync } from 'node:zlib'
import { proto } from '@whiskeysockets/baileys'
import { digitsOf, lidJid, lidUserOf, newMessageId, phoneJid } from './addresses.ts'
import { encryptMedia } from './media-encryption.ts'
import type { MediaHost } from './media-host.ts'

/** What a phone still knows of a conversation when a companion is linked. */
export interface Remembered {
  client: string
  /** As the phone's address book has it. */
  name?: string
  /** Under which jid the phone keeps the chat. */
  addressing?: 'pn' | 'lid'
  messages: { id?: string; fromMe?: boolean; text?: string; message?: proto.IMessage; at: number }[]
}

/** One notification of a part of the history. */
export interface HistoryPart {
  conversations: Remembered[]
  /** The first part is the bootstrap, those after it are `recent`. */
  type?: 'bootstrap' | 'recent' | 'pushNames'
  /** In the notification itself, or as a file on the media host. */
  as?: 'inline' | 'blob'
  progress?: number
  /** Pairs of phone and LID that the phone tells of. */
  pairs?: string[]
  pushNames?: Record<string, string>
}

/** Without any Baileys keeps all events for 20 s. */
export const emptyHistory: HistoryPart[] = [{ conversations: [], progress: 100 }]

const types = { bootstrap: 'INITIAL_BOOTSTRAP', recent: 'RECENT', pushNames: 'PUSH_NAME' } as const

/** The notification for a part, its content packed as a phone packs it. */
export async function historyNotification(part: HistoryPart, order: number, media: MediaHost): Promise<proto.IMessage> {
  const { type: name = order === 1 ? 'bootstrap' : 'recent', as = 'inline', progress = 100 } = part
  const syncType = proto.Message.HistorySyncType[types[name]]
  const packed = deflateSync(historyOf(part, syncType, order))
  const content = as === 'inline' ? { initialHistBootstrapInlinePayload: packed } : await asFile(packed, media)
  const historySyncNotification = { syncType, chunkOrder: order, progress, ...content }
  const type = proto.Message.ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION
  return { protocolMessage: { type, historySyncNotification } }
}

async function asFile(packed: Buffer, media: MediaHost) {
  const { blob, ...secret } = await encryptMedia(packed, 'md-msg-hist')
  return { ...secret, directPath: media.store(blob).directPath }
}

function historyOf(
  { conversations, pairs = [], pushNames = {}, progress }: HistoryPart,
  syncType: number,
  order: number,
) {
  return proto.HistorySync.encode({
    syncType,
    chunkOrder: order,
    progress: progress ?? 100,
    conversations: conversations.map(conversationOf),
    phoneNumberToLidMappings: pairs.map((number) => ({
      pnJid: phoneJid(digitsOf(number)),
      lidJid: lidJid(lidUserOf(digitsOf(number))),
    })),
    pushnames: Object.entries(pushNames).map(([number, pushname]) => ({ id: phoneJid(digitsOf(number)), pushname })),
  }).finish()
}

function conversationOf({ client, name, addressing = 'pn', messages }: Remembered): proto.IConversation {
  const number = digitsOf(client)
  const [phone, lid] = [phoneJid(number), lidJid(lidUserOf(number))]
  // Groups and the like are named in full.
  const id = client.includes('@') ? client : addressing === 'lid' ? lid : phone
  const others = client.includes('@') ? {} : addressing === 'lid' ? { pnJid: phone } : { lidJid: lid }
  const newestFirst = [...messages].reverse().sort((one, other) => other.at - one.at)
  return {
    id,
    ...others,
    ...(name ? { name } : {}),
    unreadCount: 3,
    messages: newestFirst.map(({ id: own, fromMe = false, text, message, at }) => ({
      message: {
        key: { id: own ?? newMessageId(), remoteJid: id, fromMe },
        message: message ?? { conversation: text ?? '' },
        messageTimestamp: Math.floor(at / 1000),
      },
    })),
  }
}
