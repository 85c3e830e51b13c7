import type { proto } from '@whiskeysockets/baileys'

/** Wrappers that say how long or how often a message may be seen, or where it belongs; never what it is. */
const wrappers = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'associatedChildMessage',
] as const

/** @param own sent by our own account: only then a `deviceSentMessage` is what it says; from anybody else it is a forgery. */
export function unwrap(message: proto.IMessage, own: boolean): proto.IMessage {
  const sent = own ? message.deviceSentMessage?.message : undefined
  if (sent) return unwrap(sent, false)
  for (const wrapper of wrappers) {
    const inner = message[wrapper]?.message
    if (inner) return unwrap(inner, false)
  }
  return message
}
