import type { ChannelId, ConversationId, Instant } from '../../shared/ids.ts'
import { conversationRow } from '../database/conversation-row.ts'
import { readHere } from '../database/here.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { fetchFile } from './fetch-file.ts'
import type { Asked, InboxService } from './inbox-service.ts'
import type { NoticeTeller } from './notice-teller.ts'
import type { ReadMarks } from './read-marks.ts'
import type { RelayAccess } from './relay-access.ts'
import type { OutboxSender } from './send-outbox.ts'

export interface InboxParts {
  database: WorkerStore
  access: RelayAccess
  outbox: Pick<OutboxSender, 'send'>
  notices: Pick<NoticeTeller, 'looked'>
  readMarks: Pick<ReadMarks, 'note'>
  clock: { now(): Instant }
}

export const serveInbox = (
  parts: InboxParts,
): Pick<
  InboxService,
  | 'outboxGrew'
  | 'opened'
  | 'fetchFile'
  | 'search'
  | 'react'
  | 'editMessage'
  | 'deleteMessage'
  | 'openConversation'
  | 'chooseClient'
> => ({
  // Not waited for: the page need not stay open until the relay has answered.
  outboxGrew: async () => void parts.outbox.send(),
  opened: async (conversationId) => {
    await parts.notices.looked(conversationId)
    await parts.readMarks.note(conversationId)
  },
  search: (query, page) => parts.access.ask((relay) => relay.search(query, page)),
  fetchFile: (fileId, size) => fetchFile(parts, fileId, size),
  // What these have changed comes back as an event, with everybody else's changes in their order.
  react: async (messageId, emoji) => done(await parts.access.ask((relay) => relay.react(messageId, emoji))),
  editMessage: async (messageId, text) => done(await parts.access.ask((relay) => relay.edit(messageId, text))),
  deleteMessage: async (messageId) => done(await parts.access.ask((relay) => relay.delete(messageId))),
  openConversation: (channelId, phone) => openConversation(parts, channelId, phone),
  chooseClient: async (contactId, chosen) =>
    done(await parts.access.ask((relay) => relay.chooseClient(contactId, chosen))),
})

const done = (asked: Asked<unknown>): Asked<void> => (asked.ok ? { ok: true, value: undefined } : asked)

/** Into the list at once: the page goes there without waiting for an event, and there may be none. */
async function openConversation(
  { database, access }: InboxParts,
  channelId: ChannelId,
  phone: string,
): Promise<Asked<ConversationId>> {
  const answer = await access.ask((relay) => relay.openConversation(channelId, phone))
  if (!answer.ok) return answer
  const opened = answer.value.conversation
  await database.write(['conversations', 'here'], async ({ conversations, here }) => {
    const { employee } = await readHere({ here })
    const known = await conversations.get(opened.id)
    // Nobody sits here any more when the employee is gone: wiped while the answer was on its way.
    if (employee === undefined || (known !== undefined && known.revision >= opened.revision)) return
    await conversations.put(conversationRow(opened, employee))
  })
  return { ok: true, value: opened.id }
}
