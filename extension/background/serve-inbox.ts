import { Dexie } from 'dexie'
import * as v from 'valibot'
import { type ConversationId, fileIdSchema, type MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import { refusal } from '../connection/ask-relay.ts'
import type { InboxDatabase } from '../database/database.ts'
import { base64 } from './base64.ts'
import type { Asked, InboxService } from './inbox-service.ts'
import { mergeMessage } from './merge-message.ts'
import type { RelayAccess } from './relay-access.ts'

export interface InboxParts {
  database: InboxDatabase
  access: RelayAccess
  sendOutbox: () => Promise<void>
  hideNotification: (conversationId: ConversationId) => void
}

export const serveInbox = (
  parts: InboxParts,
): Pick<InboxService, 'outboxGrew' | 'opened' | 'fetchOlder' | 'fetchFile'> => ({
  // Not waited for: the page need not stay open until the relay has answered.
  outboxGrew: async () => void parts.sendOutbox(),
  opened: async (conversationId) => {
    parts.hideNotification(conversationId)
    await parts.access.ask((relay) => relay.read(conversationId))
  },
  fetchOlder: (conversationId) => fetchOlder(parts, conversationId),
  fetchFile: (fileId) => fetchFile(parts, fileId),
})

async function fetchOlder({ database, access }: InboxParts, conversationId: ConversationId): Promise<Asked<boolean>> {
  const before = await oldestKnown(database, conversationId)
  const page = await access.ask((relay) => relay.messagesBefore(conversationId, before))
  if (!page.ok) return page
  await keep(database, conversationId, page.value.messages)
  return { ok: true, value: page.value.more }
}

const oldestKnown = async (database: InboxDatabase, id: ConversationId): Promise<MessageId | undefined> =>
  (await database.messages.where('[conversationId+at]').between([id, Dexie.minKey], [id, Dexie.maxKey]).first())?.id

function keep(database: InboxDatabase, conversationId: ConversationId, told: Message[]): Promise<void> {
  const { conversations, messages } = database
  return database.transaction('rw', [conversations, messages], async () => {
    // Wiped while the answer was on its way: whoever sits here now may not read it.
    if ((await conversations.get(conversationId)) === undefined) return
    const known = await messages.bulkGet(told.map((message) => message.id))
    await messages.bulkPut(told.map((message, index) => mergeMessage(known[index], message)))
  })
}

async function fetchFile({ access }: InboxParts, fileId: string): Promise<Asked<{ mime: string; base64: string }>> {
  const id = v.safeParse(fileIdSchema, fileId)
  if (!id.success) return refusal('badRequest', id.issues[0].message)
  const file = await access.ask((relay) => relay.file(id.output))
  if (!file.ok) return file
  return { ok: true, value: { mime: file.value.type, base64: base64(await file.value.arrayBuffer()) } }
}
