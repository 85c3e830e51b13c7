import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import type { MessageContent } from './message-content.ts'
import { playbackOf } from './playback.ts'
import { unsupportedContent } from './unsupported.ts'

/** A file of sound, such as a song; what was recorded to be sent is a voice note. */
export function audioContent(message: proto.IMessage): MessageContent | undefined {
  const { audioMessage: audio } = message
  if (!audio || audio.ptt) return undefined
  const file = incomingFile('audio', audio, '')
  if (!file) return unsupportedContent(message)
  return { kind: 'audio', text: '', file, details: playbackOf(audio.seconds) }
}
