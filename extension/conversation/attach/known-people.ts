import type { ConversationId } from '../../../shared/ids.ts'
import { showPhone } from '../../../shared/phone-number.ts'
import type { InboxDatabase } from '../../database/database.ts'

export interface Person {
  name: string
  phone: string
  /** As it stands in the list of suggestions. */
  shown: string
}

const most = 200

/** Those who have written last, with a name and a phone; not the one who is to get the card. */
export async function knownPeople(database: InboxDatabase, except: ConversationId): Promise<Person[]> {
  const rows = await database.conversations.orderBy('lastMessageAt').reverse().limit(most).toArray()
  return rows.flatMap(({ id, contact: { name, phone } }) => {
    if (id === except || name === '' || phone === undefined) return []
    return [{ name, phone, shown: `${name}, ${showPhone(phone)}` }]
  })
}
