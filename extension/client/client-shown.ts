import { type ClientCard, clientShown } from '../../shared/client.ts'
import type { Contact } from '../../shared/conversation.ts'

/** What there is to say of a contact as a client of 1C. */
export type ClientAsShown =
  /** 1C was not asked, or has not answered: nothing can be said. */
  | { is: 'unknown' }
  | { is: 'nobody' }
  /** `others`: he could be somebody else too. */
  | { is: 'client'; card: ClientCard; others: boolean }
  | { is: 'several'; cards: ClientCard[] }

export function clientAsShown({ clients }: Pick<Contact, 'clients'>): ClientAsShown {
  if (clients === undefined) return { is: 'unknown' }
  const card = clientShown(clients)
  if (card) return { is: 'client', card, others: clients.length > 1 }
  return clients.length === 0 ? { is: 'nobody' } : { is: 'several', cards: clients }
}
