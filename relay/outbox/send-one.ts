import type { ChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelId, ConversationId, MessageId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { lockConversation } from '../store/conversations.ts'
import { forgetFirstMessage } from '../store/first-messages.ts'
import { messageById } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import { lockOutboxRow, type OutboxHead, type OutboxRow, postpone } from '../store/outbox.ts'
import type { Acquaintance } from './departure.ts'
import { endBadly } from './end-badly.ts'
import { holdMessage, leaveOutbox } from './hold-message.ts'
import { outgoingMessage } from './outgoing-message.ts'
import { reachStage } from './reach-stage.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { OutgoingMessage, SendManner, SendOutcome, SendToWhatsApp } from './send-to-whatsapp.ts'
import { typingTimeMs } from './typing-time.ts'

/** How far the upload of a file has come, in bytes. */
export interface UploadProgress {
  messageId: MessageId
  conversationId: ConversationId
  sent: number
  total: number
}

export interface SendOneDeps {
  store: Store
  clock: Clock
  send: SendToWhatsApp
  pathOfFile(sha256: string): string
  onUpload(progress: UploadProgress): void
  /** A conversation was begun by us, or was not after all: the day's allowance has changed. */
  onFirstMessage(channelId: ChannelId): void
}

/**
 * Sends one message. `sending` is noted before anything leaves. If the relay dies in between, the same message leaves again under the same WhatsApp id, which its
 * receiver shows once (docs/decisions/0006).
 */
export async function sendOne(
  head: OutboxHead,
  acquaintance: Acquaintance,
  { typing }: Pick<ChannelSettings, 'typing'>,
  deps: SendOneDeps,
): Promise<void> {
  const { store, clock, send } = deps
  const message = await store.write((tx) => prepare(tx, head, deps))
  if (!message) return
  const outcome = await send(message, mannerOf(head, typing, deps))
  const nobody = acquaintance !== 'writtenToUs' && outcome.outcome === 'failed' && outcome.reason === 'notOnWhatsApp'
  await store.write(async (tx) => {
    // Nobody was written to: the day's allowance gets its conversation back.
    if (nobody) await forgetFirstMessage(tx, head.channel_id, head.contact_id)
    await noteOutcome(tx, head, outcome, clock.now())
  })
  if (nobody) deps.onFirstMessage(head.channel_id)
}

/** @returns undefined when there is nothing to send any more. */
async function prepare(
  tx: Writer,
  head: OutboxHead,
  { clock, pathOfFile }: SendOneDeps,
): Promise<OutgoingMessage | undefined> {
  const now = clock.now()
  // The conversation first: who holds the journal's number must not wait for a row.
  await lockConversation(tx, head.conversation_id)
  const row = await lockOutboxRow(tx, head.message_id)
  if (!row) return undefined
  const message = await outgoingMessage(tx, row.message_id, pathOfFile)
  if (!message) {
    await endBadly(tx, row.message_id, { stage: 'failed', at: now, reason: 'refusedByWhatsApp' })
    return undefined
  }
  // That WhatsApp has not answered holds until it does.
  if (row.hold_reason !== 'noAnswer') await holdMessage(tx, row.message_id, undefined, now)
  await reachStage(tx, row.message_id, { stage: 'sending', at: now })
  return message
}

function mannerOf(head: OutboxHead, typing: boolean, { onUpload }: SendOneDeps): SendManner {
  const { message_id: messageId, conversation_id: conversationId } = head
  if (head.file_id !== null) return { onUpload: (sent, total) => onUpload({ messageId, conversationId, sent, total }) }
  // A repeat is no new text to be typed.
  return typing && head.attempts === 0 ? { typingMs: typingTimeMs(head.text) } : {}
}

async function noteOutcome(tx: Writer, row: OutboxRow, outcome: SendOutcome, now: number): Promise<void> {
  const { message_id: id } = row
  switch (outcome.outcome) {
    case 'sent':
      await leaveOutbox(tx, id, now)
      await reachStage(tx, id, { stage: 'sent', at: outcome.at })
      return
    case 'failed':
      // Its receipt may have come while WhatsApp's answer was waited for: what reached the client has not failed.
      if ((await messageById(tx, id))?.stage !== 'sending') return await leaveOutbox(tx, id, now)
      return await endBadly(tx, id, { stage: 'failed', at: now, reason: outcome.reason })
    case 'later': {
      const until = now + retryDelayMs(row.attempts)
      if (outcome.hold) await holdMessage(tx, id, { reason: outcome.hold, until }, now)
      return await postpone(tx, id, row.attempts + 1, until)
    }
    default:
      return outcome satisfies never
  }
}
