import { clientShown } from '../../shared/client.ts'
import type { Contact } from '../../shared/conversation.ts'

/** What else tells who it is, beside the name: his company in 1C, else what he calls himself in WhatsApp. */
export function secondName({ name, whatsappName, clients }: Contact): string | undefined {
  const card = clientShown(clients)?.name
  return [card, whatsappName].find((other) => other !== undefined && other !== '' && other !== name)
}
