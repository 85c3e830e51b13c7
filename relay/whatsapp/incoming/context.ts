import type { proto } from '@whiskeysockets/baileys'
import type { IncomingMessage } from '../../inbox/incoming-message.ts'

/** What a message is about: most kinds carry it in a field of the same name. */
export function contextOf(message: proto.IMessage): proto.IContextInfo | undefined {
  for (const content of Object.values(message)) {
    if (typeof content === 'object' && content !== null && content.contextInfo) return content.contextInfo
  }
  return undefined
}

/** The message that was answered, when one was. */
export function quotedOf(context: proto.IContextInfo | undefined): Pick<IncomingMessage, 'quotedWhatsappId'> {
  return context?.stanzaId && context.quotedMessage ? { quotedWhatsappId: context.stanzaId } : {}
}
