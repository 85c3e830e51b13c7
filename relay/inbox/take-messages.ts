import {
  type ChannelId,
  type FileId,
  fileIdSchema,
  type Instant,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { insertFile } from '../store/files.ts'
import { detailsAsJson } from '../store/message-details.ts'
import { changeMessage, type MessageRow, messagesByWhatsappId } from '../store/messages.ts'
import { insertMessages, messagesByKey } from '../store/messages-in-bulk.ts'
import type { Writer } from '../store/open.ts'
import type { ShownRow } from '../store/shown-conversations.ts'
import { afterMessage, withPreview } from './after-message.ts'
import { fillingOf } from './filled-message.ts'
import { inOrderOfWriting } from './in-order-of-writing.ts'
import type { IncomingMessage } from './incoming-message.ts'
import { openConversations } from './open-conversations.ts'
import { toResponsibles } from './prefer-responsible.ts'
import { type Told, tellOfMessages } from './tell-of-messages.ts'
import { toRoutes } from './to-routes.ts'
import { whatsappKey } from './whatsapp-key.ts'
import { whoWrote } from './who-wrote.ts'

/** What taking something in needs of the world. */
export interface Surroundings {
  newId: NewId
  now: Instant
  /** Where conversations go that are nobody's; kept in memory, since each message asks. */
  routing: readonly RoutingRule[]
}

/** A message on its way in, and as it would be stored. */
interface Draft {
  incoming: IncomingMessage
  row: MessageRow & { whatsapp_key: string }
}

/**
 * Takes in messages of one channel in their order, in a number of statements that does not grow with them: what a burst costs is mostly its statements.
 * @returns those that are new here, or readable now.
 */
export async function takeMessages(
  tx: Writer,
  incoming: readonly IncomingMessage[],
  surroundings: Surroundings,
): Promise<IncomingMessage[]> {
  const [first] = incoming
  if (!first) return []
  const { channelId } = first
  const writers = await whoWrote(tx, incoming, surroundings)
  const open = await openConversations(tx, channelId, writers, surroundings)
  const conversations = writers.map((writer) => {
    const conversation = open.get(writer)
    if (!conversation) throw new Error(`Contact ${writer} has no conversation.`)
    return conversation
  })
  const ordered = await inOrderOfWriting(tx, incoming, conversations, surroundings.now)
  const drafts = await quoting(tx, channelId, draftsOf(ordered, conversations, surroundings.newId))
  const stored = await storeDrafts(tx, channelId, drafts)
  const taken = await tellingOf(tx, drafts, stored, conversations, surroundings.now)
  const told = await toResponsibles(tx, await toRoutes(tx, taken, surroundings.routing), conversations)
  await tellOfMessages(tx, told, surroundings.now)
  return told.map(({ incoming }) => incoming)
}

function draftsOf(incoming: readonly IncomingMessage[], conversations: readonly ShownRow[], newId: NewId): Draft[] {
  return incoming.flatMap((message, index) => {
    const conversation = conversations[index]
    return conversation ? [{ incoming: message, row: rowOf(message, conversation, newId) }] : []
  })
}

const rowOf = (incoming: IncomingMessage, conversation: ShownRow, newId: NewId): Draft['row'] => ({
  id: newId(messageIdSchema),
  conversation_id: conversation.id,
  channel_id: incoming.channelId,
  kind: incoming.kind,
  origin: incoming.origin,
  at: incoming.at,
  text: incoming.text,
  file_id: incoming.file ? newId(fileIdSchema) : null,
  author_id: null,
  quoted_message_id: null,
  raw_kind: incoming.rawKind ?? null,
  whatsapp_id: incoming.whatsappId,
  whatsapp_key: whatsappKey(incoming.origin, conversation.contact_id, incoming.whatsappId),
  stage: null,
  details: detailsAsJson(incoming.details),
  secret: incoming.secret ?? null,
})

/** What was quoted may be older, or have come in the same burst. */
async function quoting(tx: Writer, channelId: ChannelId, drafts: Draft[]): Promise<Draft[]> {
  const wanted = [...new Set(drafts.flatMap(({ incoming }) => incoming.quotedWhatsappId ?? []))]
  if (wanted.length === 0) return drafts
  const ids = new Map<string | null, MessageId>(drafts.map(({ row }) => [row.whatsapp_id, row.id]))
  for (const { whatsapp_id, id } of await messagesByWhatsappId(tx, channelId, wanted)) ids.set(whatsapp_id, id)
  return drafts.map(({ incoming, row }) => {
    const { quotedWhatsappId: quoted } = incoming
    return { incoming, row: { ...row, quoted_message_id: quoted === undefined ? null : (ids.get(quoted) ?? null) } }
  })
}

/** What the database has made of drafts: which are new, and what stood there already under their keys. */
interface Stored {
  fresh: Set<MessageId>
  earlier: Map<string, MessageRow>
}

async function storeDrafts(tx: Writer, channelId: ChannelId, drafts: readonly Draft[]): Promise<Stored> {
  const fresh = await insertMessages(
    tx,
    drafts.map(({ row }) => row),
  )
  const known = drafts.filter(({ row }) => !fresh.has(row.id)).map(({ row }) => row.whatsapp_key)
  const rows = await messagesByKey(tx, channelId, known)
  return { fresh, earlier: new Map(rows.map((row) => [row.whatsapp_key ?? '', row])) }
}

type Taken = Told & { incoming: IncomingMessage }

/** What there is to tell, one after the other: each with its conversation as it is right after it. */
async function tellingOf(
  tx: Writer,
  drafts: readonly Draft[],
  { fresh, earlier }: Stored,
  conversations: readonly ShownRow[],
  now: Instant,
): Promise<Taken[]> {
  const current = new Map(conversations.map((row) => [row.id, row]))
  const told: Taken[] = []
  for (const { incoming, row } of drafts) {
    const conversation = current.get(row.conversation_id)
    if (!conversation) continue
    const waiting = earlier.get(row.whatsapp_key)
    const next = fresh.has(row.id)
      ? await keptNew(tx, { incoming, row }, conversation, now)
      : waiting && (await filled(tx, waiting, { incoming, row }, conversation, now))
    if (!next) continue
    earlier.set(row.whatsapp_key, next.message)
    current.set(conversation.id, next.conversation)
    told.push({ ...next, incoming })
  }
  return told
}

async function keptNew(tx: Writer, { incoming, row }: Draft, conversation: ShownRow, now: Instant): Promise<Told> {
  await keepFile(tx, incoming, row.file_id, now)
  const changed = withPreview(afterMessage(conversation, incoming, row.id), incoming, row.id)
  return { message: row, conversation: changed, first: true, ...(incoming.fromHistory ? { fromHistory: true } : {}) }
}

/** It was counted as unread since it came without its content. Every other repeat changes nothing. */
async function filled(
  tx: Writer,
  waiting: MessageRow,
  { incoming, row }: Draft,
  conversation: ShownRow,
  now: Instant,
): Promise<Told | undefined> {
  const filling = fillingOf(waiting, incoming, row)
  if (!filling) return undefined
  const { content, change } = filling
  await keepFile(tx, incoming, content.file_id, now)
  await changeMessage(tx, waiting.id, content)
  const changed = withPreview(conversation, { ...incoming, text: content.text }, waiting.id)
  return { message: { ...waiting, ...content }, conversation: changed, first: false, change }
}

async function keepFile(tx: Writer, incoming: IncomingMessage, id: FileId | null, now: Instant): Promise<void> {
  if (!incoming.file || id === null) return
  const { thumbnail = null, width = null, height = null, ...file } = incoming.file
  const from_history = incoming.fromHistory ? 1 : 0
  const more = { thumbnail, width, height, from_history, channel_id: incoming.channelId, created_at: now }
  await insertFile(tx, { ...file, ...more, id, state: 'fetching' })
}
