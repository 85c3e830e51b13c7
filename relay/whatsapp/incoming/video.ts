import type { proto } from '@whiskeysockets/baileys'
import { incomingFile } from '../media-source.ts'
import { cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { playbackOf } from './playback.ts'
import { unsupportedContent } from './unsupported.ts'

/** A video, also a round one; one that plays by itself, over and over and without sound, is a GIF. */
export function videoContent(message: proto.IMessage): MessageContent | undefined {
  const video = message.videoMessage ?? message.ptvMessage
  if (!video) return undefined
  const kind = video.gifPlayback ? 'gif' : 'video'
  const file = incomingFile(kind, video, '')
  if (!file) return unsupportedContent(message)
  return {
    kind,
    text: cleanText(video.caption),
    file,
    details: { ...playbackOf(video.seconds), ...(video.viewOnce ? { viewOnce: true } : {}) },
  }
}
