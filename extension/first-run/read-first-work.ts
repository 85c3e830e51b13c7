import { Dexie } from 'dexie'
import type { ConversationRow, InboxDatabase } from '../database/database.ts'
import { contactTitle } from '../inbox/contact-title.ts'
import type { FirstWork } from './first-steps.ts'

/** So many conversations are asked whether somebody of the company has answered there: in the first hour there are no more. */
const looksInto = 20

/** What the profile's store tells of the first client. What came along with the phone's history waits for nobody. */
export async function readFirstWork(database: InboxDatabase): Promise<FirstWork> {
  const taken = await database.conversations
    .where('[state+lastMessageAt]')
    .between(['inWork', Dexie.minKey], ['inWork', Dexie.maxKey])
    .limit(looksInto)
    .toArray()
  for (const conversation of taken) if (await wasAnswered(database, conversation)) return { state: 'answered' }
  if (await database.conversations.filter(({ lastMessage }) => lastMessage?.origin === 'employee').first())
    return { state: 'answered' }
  const waiting = await database.conversations.filter(({ waitingSince }) => waitingSince !== undefined).first()
  if (waiting === undefined) return { state: 'nothing' }
  return { state: 'clientWaits', conversationId: waiting.id, name: contactTitle(waiting.contact) }
}

async function wasAnswered(database: InboxDatabase, { id }: ConversationRow): Promise<boolean> {
  const answer = await database.messages
    .where('[conversationId+at]')
    .between([id, Dexie.minKey], [id, Dexie.maxKey])
    .filter(({ origin }) => origin === 'employee')
    .first()
  return answer !== undefined
}
