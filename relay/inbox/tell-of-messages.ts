import type { MessageEvent } from '../../shared/events.ts'
import type { Instant } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { saveConversations } from '../store/conversations-in-bulk.ts'
import { appendAllToJournal, nextSeqs, sightsOf } from '../store/journal.ts'
import { type MessageRow, showMessage } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { showWithoutFile } from '../store/show-messages.ts'
import { type ShownRow, show } from '../store/shown-conversations.ts'
import { askAboutClients, type Occurrence } from './ask-about-clients.ts'

/** A message as it is stored, and its conversation as it stands right after it. */
export interface Told {
  message: MessageRow
  conversation: ShownRow
  first: boolean
  change?: MessageEvent['change']
  fromHistory?: true
}

/** Saves the conversations and writes every message into the journal, in the given order. Nothing is read back that is in hand. */
export async function tellOfMessages(tx: Writer, told: readonly Told[], at: Instant): Promise<void> {
  if (told.length === 0) return
  const shown: Message[] = []
  for (const { message } of told) shown.push(await shownMessage(tx, message))
  const firstSeq = await nextSeqs(tx, told.length)
  const numbered = told.map((each, index) => ({ ...each.conversation, revision: firstSeq + index }))
  const last = new Map(numbered.map((row) => [row.id, row]))
  await saveConversations(tx, [...last.values()])
  const events = told.flatMap(({ first, change, fromHistory }, index): MessageEvent[] => {
    const [message, conversation] = [shown[index], numbered[index]]
    if (!message || !conversation) return []
    const what = { ...(change && { change }), ...(fromHistory && { fromHistory }) }
    const seq = conversation.revision
    return [{ type: 'message', seq, at, message, conversation: show(conversation), first, ...what }]
  })
  // A row keeps `seen_by` as it was locked until it is saved.
  await appendAllToJournal(tx, events, sightsOf(told.map(({ conversation }) => conversation)))
  await askAboutClients(tx, told.map(occurrenceOf), at)
}

/** What the company writes on its phone says nothing new of the client. */
const occurrenceOf = ({ message, conversation, fromHistory }: Told): Occurrence => ({
  conversation,
  occasion: fromHistory ? 'history' : message.origin === 'client' ? 'written' : 'told',
})

async function shownMessage(tx: Writer, row: MessageRow): Promise<Message> {
  const message = row.file_id === null ? showWithoutFile(row) : await showMessage(tx, row.id)
  if (!message) throw new Error(`Message ${row.id} is told of before it is stored.`)
  return message
}
