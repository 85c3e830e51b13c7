import type { ChannelId } from '../../shared/ids.ts'
import { readDetails } from '../store/message-details.ts'
import { messageById, messagesByWhatsappId } from '../store/messages.ts'
import type { Reader } from '../store/open.ts'
import { changeByWhatsappId } from '../store/outgoing-changes.ts'
import { outgoingChange } from './outgoing-change.ts'
import { outgoingMessage } from './outgoing-message.ts'
import type { SentBefore } from './send-to-whatsapp.ts'

/** What of ours has this WhatsApp id: a phone that could not decrypt it asks for it again. What was deleted for everyone is not shown by that. */
export async function sentBefore(
  db: Reader,
  { channelId, whatsappId }: { channelId: ChannelId; whatsappId: string },
  pathOfFile: (sha256: string) => string,
): Promise<SentBefore | undefined> {
  const named = await messagesByWhatsappId(db, channelId, [whatsappId])
  const message = named.find(({ origin }) => origin !== 'client')
  if (message)
    return readDetails(message.details).deleted ? undefined : await outgoingMessage(db, message.id, pathOfFile)
  const row = await changeByWhatsappId(db, channelId, whatsappId)
  const changed = row && (await messageById(db, row.message_id))
  return row && changed && (await outgoingChange(db, row, changed))
}
