import type { proto } from '@whiskeysockets/baileys'

/** Wrappers that say how long or how often a message may be seen, or where it belongs; never what it is. */
const wrappers = [
  'ephemeralMessage',
  'viewOnceMessage',
  'viewOnceMessageV2',
  'viewOnceMessageV2Extension',
  'documentWithCaptionMessage',
  'associatedChildMessage',
  'editedMessage',
  'lottieStickerMessage',
  'pollCreationMessageV4',
  'groupMentionedMessage',
] as const

/** A message freed of its wrappers, and what they said of it. */
export interface Unwrapped {
  message: proto.IMessage
  /** It was sent to be seen once. */
  viewOnce: boolean
  /** What encrypts the votes of a poll, base64. */
  secret?: string
}

/** Deeper than any app wraps; a message that is all wrappers must not cost a stack. */
const deepest = 8

/** @param own sent by our own account: only then a `deviceSentMessage` is what it says; from anybody else it is a forgery. */
export function unwrap(message: proto.IMessage, own: boolean): Unwrapped {
  let unwrapped: Unwrapped = withSecret({ message, viewOnce: false }, message)
  const sent = own ? message.deviceSentMessage?.message : undefined
  if (sent) unwrapped = withSecret({ ...unwrapped, message: sent }, sent)
  for (let depth = 0; depth < deepest; depth += 1) {
    const wrapper = wrappers.find((name) => unwrapped.message[name]?.message)
    const inner = wrapper && unwrapped.message[wrapper]?.message
    if (!inner) break
    const viewOnce = unwrapped.viewOnce || wrapper.startsWith('viewOnce')
    unwrapped = withSecret({ ...unwrapped, message: inner, viewOnce }, inner)
  }
  return unwrapped
}

function withSecret(unwrapped: Unwrapped, { messageContextInfo }: proto.IMessage): Unwrapped {
  const secret = messageContextInfo?.messageSecret
  return secret?.length ? { ...unwrapped, secret: Buffer.from(secret).toString('base64') } : unwrapped
}
