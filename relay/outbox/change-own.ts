import type { Employee } from '../../shared/employee.ts'
import type { Instant, MessageId } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Clock } from '../clock.ts'
import { changeStored } from '../inbox/change-message.ts'
import type { Target } from '../inbox/find-changed.ts'
import { refuseLostRight } from '../inbox/refuse-lost-right.ts'
import { refuseRemovedNumber } from '../inbox/refuse-removed-number.ts'
import { tellOfMessage } from '../inbox/tell.ts'
import { refuseUnseen } from '../inbox/who-sees.ts'
import { Refused } from '../refused.ts'
import { lockConversation } from '../store/conversations.ts'
import { readDetails } from '../store/message-details.ts'
import { changeMessage, lockMessage, messageById, showMessage } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import { changesOf, dropChange, type KeptChange, keepChange } from '../store/outgoing-changes.ts'
import { stagesOf } from '../store/stages.ts'
import { isTooLate } from './change-limits.ts'
import { endBadly } from './end-badly.ts'

export interface ChangeOwnParts {
  store: Store
  clock: Clock
  /** A new id for a change. */
  newChangeId(): MessageId
  /** WhatsApp's id of something of ours, derived from our own. */
  whatsappIdOf(id: MessageId): string
}

/**
 * Reactions, edits and deletions by employees. Each changes our own copy at once, is told of, and is kept until WhatsApp has taken it, all in one transaction. The same
 * once more changes nothing. What has not left yet is changed before it leaves: the client never sees the first version.
export function createChangeOwn */
export function createChangeOwn(parts: ChangeOwnParts) {
  const { store, clock } = parts
  type Work = (tx: Writer, target: Target, now: Instant) => Promise<void>
  const change = (by: Employee, id: MessageId, work: Work): Promise<Message> =>
    store.write(async (tx) => {
      await refuseLostRight(tx, by, 'reply')
      await work(tx, await lockTarget(tx, by, id), clock.now())
      const message = await showMessage(tx, id)
      if (!message) throw new Error(`Message ${id} is gone while it is locked.`)
      return message
    })
  return {
    react: (by: Employee, id: MessageId, emoji: string) =>
      change(by, id, async (tx, target, now) => {
        if (hasNotLeft(target) || endedUnsent(target)) throw neverSent()
        const before = readDetails(target.message.details).reactions?.find(({ fromUs }) => fromUs)?.emoji ?? ''
        if (before === emoji) return
        await changeStored(tx, target, { type: 'reaction', emoji }, { fromUs: true, at: now }, now)
        await keep(tx, target, { type: 'reaction', emoji, before }, now, parts)
      }),
    edit: (by: Employee, id: MessageId, text: string) =>
      change(by, id, async (tx, target, now) => {
        const { message } = target
        if (message.origin === 'client' || message.kind !== 'text')
          throw new Refused('badRequest', 'Only a text of ours can be edited.')
        if (!mayReword(message, by)) throw new Refused('forbidden', 'These are somebody else’s words.')
        if (endedUnsent(target) || readDetails(message.details).deleted) throw neverSent()
        if (message.text === text) return
        if (hasNotLeft(target)) return await rewrite(tx, target, text, now)
        await refuseLate(tx, target, 'edit', now)
        await changeStored(tx, target, { type: 'edited', text }, { fromUs: true, at: now }, now)
        await keep(tx, target, { type: 'edit', text }, now, parts)
      }),
    remove: (by: Employee, id: MessageId) =>
      change(by, id, async (tx, target, now) => {
        const { message } = target
        if (message.origin === 'client') throw new Refused('badRequest', 'Only a message of ours can be deleted.')
        if (isColleagues(message, by)) await refuseLostRight(tx, by, 'supervise')
        if (readDetails(message.details).deleted) return
        const unsent = hasNotLeft(target) || endedUnsent(target)
        if (!unsent) await refuseLate(tx, target, 'delete', now)
        await changeStored(tx, target, { type: 'deleted' }, { fromUs: true, at: now }, now)
        if (hasNotLeft(target)) return await endBadly(tx, id, { stage: 'failed', at: now, reason: 'takenBack' })
        if (!unsent) await keep(tx, target, { type: 'delete' }, now, parts)
      }),
  }
}

export type ChangeOwn = ReturnType<typeof createChangeOwn>

/** The conversation first: who holds the journal's number must not wait for a row. */
async function lockTarget(tx: Writer, by: Employee, id: MessageId): Promise<Target> {
  const before = await messageById(tx, id)
  const conversation = before && (await lockConversation(tx, before.conversation_id))
  const message = await lockMessage(tx, id)
  refuseUnseen(by, conversation, 'message')
  if (!message) throw new Refused('notFound', 'There is no such message.')
  await refuseRemovedNumber(tx, message.channel_id)
  if (message.whatsapp_id === null) throw new Refused('badRequest', 'WhatsApp does not know this message.')
  return { message, conversation }
}

/** It waits for 1C's word or in the outbox: nothing of it is at WhatsApp. From `sending` on it may be there. */
const hasNotLeft = ({ message: { stage } }: Target): boolean =>
  stage === 'accepted' || stage === 'collected' || stage === 'approved'

/** Nobody puts words into a colleague's mouth, nor into 1C's. The corporate phone is everybody's. */
const mayReword = ({ origin, author_id }: Target['message'], by: Employee): boolean =>
  origin === 'phone' || (origin === 'employee' && author_id === by.id)

/** What a colleague has written only a supervisor takes back. */
const isColleagues = ({ origin, author_id }: Target['message'], by: Employee): boolean =>
  origin === 'employee' && author_id !== by.id

const endedUnsent = ({ message: { stage } }: Target): boolean => stage === 'failed' || stage === 'rejected'

const neverSent = () => new Refused('conflict', 'The message is not at WhatsApp: it has not left yet, or never will.')

async function rewrite(tx: Writer, { message, conversation }: Target, text: string, now: Instant): Promise<void> {
  await changeMessage(tx, message.id, { text })
  await tellOfMessage(tx, { messageId: message.id, conversation, at: now, first: false, change: 'edited' })
}

async function refuseLate(tx: Writer, { message }: Target, type: 'edit' | 'delete', now: Instant): Promise<void> {
  const stages = (await stagesOf(tx, [message.id])).get(message.id) ?? []
  const sentAt = stages.find(({ stage }) => stage === 'sent')?.at ?? message.at
  if (!isTooLate(type, sentAt, now)) return
  const words = type === 'edit' ? 'edited for 15 minutes' : 'deleted for two days'
  throw new Refused('tooLateToChange', `A message can be ${words} after it was sent; this one is older.`)
}

/** What has not left and is overtaken by this change need not leave any more. */
async function keep(
  tx: Writer,
  { message, conversation }: Target,
  change: KeptChange,
  at: Instant,
  { newChangeId, whatsappIdOf }: ChangeOwnParts,
): Promise<void> {
  for (const waiting of await changesOf(tx, message.id)) {
    const overtaken = change.type === 'delete' || waiting.change.type === change.type
    if (overtaken && waiting.change.type !== 'read') await dropChange(tx, waiting.id)
  }
  const id = newChangeId()
  await keepChange(tx, {
    id,
    channelId: message.channel_id,
    conversationId: conversation.id,
    messageId: message.id,
    whatsappId: whatsappIdOf(id),
    change,
    at,
  })
}
