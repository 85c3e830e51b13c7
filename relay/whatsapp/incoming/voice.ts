import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import type { MessageContent } from './message-content.ts'
import { playbackOf } from './playback.ts'
import { unsupportedContent } from './unsupported.ts'

/** What was recorded to be sent: WhatsApp calls it push to talk. */
export function voiceContent(message: proto.IMessage): MessageContent | undefined {
  const { audioMessage: voice } = message
  if (!voice?.ptt) return undefined
  const file = incomingFile('ptt', voice, '')
  if (!file) return unsupportedContent(message)
  const details = {
    ...playbackOf(voice.seconds, voice.waveform),
    ...(voice.viewOnce ? { viewOnce: true as const } : {}),
  }
  return { kind: 'voice', text: '', file, details }
}
