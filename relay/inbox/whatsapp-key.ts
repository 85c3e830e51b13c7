import type { ContactId } from '../../shared/ids.ts'
import type { IncomingMessage } from './incoming-message.ts'

/** What makes a redelivery the same message: WhatsApp's ids are unique only per sender. */
export const whatsappKey = (origin: IncomingMessage['origin'], contactId: ContactId, whatsappId: string): string =>
  `${origin === 'client' ? 'in' : 'out'}:${contactId}:${whatsappId}`
