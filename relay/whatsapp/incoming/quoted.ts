import type { proto } from '@whiskeysockets/baileys'

/** The message that was answered, when one was. */
export function quotedOf(context: proto.IContextInfo | null | undefined): { quotedWhatsappId?: string } {
  return context?.stanzaId && context.quotedMessage ? { quotedWhatsappId: context.stanzaId } : {}
}
