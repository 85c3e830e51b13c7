import {
  type BaileysEventMap,
  decryptMediaRetryData,
  encryptMediaRetryRequest,
  proto,
  type WASocket,
} from '@whiskeysockets/baileys'
import type { SetAlarm } from '../timer.ts'
import type { MediaSource } from './media-source.ts'

/** A message whose file WhatsApp no longer keeps. */
export interface LostFile {
  whatsappId: string
  /** The chat, as WhatsApp calls it. */
  chat: string
  fromUs: boolean
  source: MediaSource
}

/** What our phone answers: where it has uploaded the file to, that it has no such file, or (`failed`) that it cannot now. */
export type PhoneAnswer = { answer: 'uploaded'; source: MediaSource } | { answer: 'notThere' } | { answer: 'failed' }

const { SUCCESS, NOT_FOUND } = proto.MediaRetryNotification.ResultType

/**
 * Asks our phone to upload a file again. Baileys' own `updateMediaMessage` waits for the answer for as long as the connection lasts: a phone that is
 * switched off would hold it for days.
 */
export function askPhoneForFile(
  socket: WASocket,
  file: LostFile,
  limit: { setAlarm: SetAlarm; afterMs: number },
): Promise<PhoneAnswer> {
  const { whatsappId: id, chat: remoteJid, fromUs: fromMe, source } = file
  const mediaKey = Buffer.from(source.mediaKey, 'base64')
  const me = socket.user?.id
  if (me === undefined) return Promise.resolve({ answer: 'failed' })
  return new Promise((resolve) => {
    const end = (answer: PhoneAnswer) => {
      cancel()
      socket.ev.off('messages.media-update', listen)
      resolve(answer)
    }
    const listen = (updates: BaileysEventMap['messages.media-update']) => {
      const update = updates.find(({ key }) => key.id === id)
      if (update) end(answerIn(update, mediaKey, id, source))
    }
    const cancel = limit.setAlarm(limit.afterMs, () => end({ answer: 'failed' }))
    socket.ev.on('messages.media-update', listen)
    socket
      .sendNode(encryptMediaRetryRequest({ id, remoteJid, fromMe }, mediaKey, me))
      .catch(() => end({ answer: 'failed' }))
  })
}

type Update = BaileysEventMap['messages.media-update'][number]

function answerIn({ media, error }: Update, mediaKey: Buffer, id: string, source: MediaSource): PhoneAnswer {
  // Baileys turns the phone's code for "no such file" into a 404.
  if (error) return { answer: statusOf(error) === 404 ? 'notThere' : 'failed' }
  if (!media) return { answer: 'failed' }
  try {
    const { result, directPath } = decryptMediaRetryData(media, mediaKey, id)
    if (result === NOT_FOUND) return { answer: 'notThere' }
    if (result !== SUCCESS || !directPath?.startsWith('/')) return { answer: 'failed' }
    return { answer: 'uploaded', source: { ...source, directPath } }
  } catch {
    return { answer: 'failed' } // not encrypted with the file's key: not from our phone
  }
}

function statusOf(error: unknown): unknown {
  const output: unknown = error instanceof Error ? Reflect.get(error, 'output') : undefined
  return typeof output === 'object' && output !== null ? Reflect.get(output, 'statusCode') : undefined
}
