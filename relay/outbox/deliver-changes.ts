import type { ChannelId, ConversationId, Instant } from '../../shared/ids.ts'
import { type MessageRow, messageById } from '../store/messages.ts'
import type { Store, Writer } from '../store/open.ts'
import {
  type ChangeRow,
  changeById,
  changesToLeave,
  dropChange,
  type KeptChange,
  noteChangeSent,
  postponeChange,
} from '../store/outgoing-changes.ts'
import { stagesOf } from '../store/stages.ts'
import { isTooLate } from './change-limits.ts'
import type { Delivery, DeliveryDeps } from './deliver.ts'
import { keepLooking } from './keep-looking.ts'
import { outgoingChange } from './outgoing-change.ts'
import { addresseeOf } from './outgoing-message.ts'
import { retryDelayMs } from './retry-delay.ts'
import type { SendChange, SendOutcome, SendReadReceipts } from './send-to-whatsapp.ts'
import { takeChangeBack } from './take-change-back.ts'

export interface ChangeDeliveryDeps
  extends Pick<DeliveryDeps, 'store' | 'clock' | 'setAlarm' | 'linkOf' | 'settingsOf' | 'channelChanged' | 'onError'> {
  sendChange: SendChange
  sendReadReceipts: SendReadReceipts
}

const mostUnderWay = 4

/** Sends our edits, deletions, reactions and blue ticks of one channel: after the message that they change, and within a conversation in their order. */
export function startChangeDelivery(channelId: ChannelId, deps: ChangeDeliveryDeps): Delivery {
  const { store, clock } = deps
  const underWay = new Map<ConversationId, Promise<void>>()
  const begin = (row: ChangeRow): void => {
    const done = leave(row, deps)
      .catch(deps.onError)
      .finally(() => {
        underWay.delete(row.conversation_id)
        lookOut.look()
      })
    underWay.set(row.conversation_id, done)
  }
  const lookOnce = async (): Promise<Instant | undefined> => {
    if (!deps.linkOf(channelId).online) return undefined
    const busy = new Set(underWay.keys())
    const waiting = (await changesToLeave(store.read, channelId)).filter((row) => !busy.has(row.conversation_id))
    const looks: Instant[] = []
    for (const row of waiting) {
      if (underWay.size >= mostUnderWay) break
      if (row.next_attempt_at > clock.now()) looks.push(row.next_attempt_at)
      else begin(row)
    }
    return looks.length === 0 ? undefined : Math.min(...looks)
  }
  const lookOut = keepLooking({ ...deps, wakes: [store.journalGrew, deps.channelChanged], lookOnce })
  lookOut.look()
  return {
    stop: async () => {
      await lookOut.stop()
      await Promise.all(underWay.values())
    },
  }
}

async function leave(row: ChangeRow, deps: ChangeDeliveryDeps): Promise<void> {
  const { store, clock } = deps
  const outcome = row.change.type === 'read' ? await showRead(row, row.change, deps) : await sendChange(row, deps)
  const now = clock.now()
  await store.write(async (tx) => {
    switch (outcome.outcome) {
      case 'sent':
        // Nobody asks for blue ticks again.
        return row.change.type === 'read' ? await dropRead(tx, row) : await noteChangeSent(tx, row.id, outcome.at)
      case 'failed':
        return await takeChangeBack(tx, row, now)
      case 'later':
        return await postponeChange(tx, row.id, row.attempts + 1, now + retryDelayMs(row.attempts))
      default:
        return outcome satisfies never
    }
  })
}

/** While they were under way, more may have been read: those wait under the same id. */
async function dropRead(tx: Writer, row: ChangeRow): Promise<void> {
  const now = await changeById(tx, row.id)
  if (now?.at === row.at) await dropChange(tx, row.id)
}

async function showRead(
  row: ChangeRow,
  { whatsappIds }: Extract<KeptChange, { type: 'read' }>,
  { store, clock, settingsOf, sendReadReceipts }: ChangeDeliveryDeps,
): Promise<SendOutcome> {
  const settings = await settingsOf(row.channel_id)
  const to = await addresseeOf(store.read, row)
  if (!settings.readReceipts || !to) return { outcome: 'sent', at: clock.now() }
  const shown = await sendReadReceipts(row.channel_id, to, whatsappIds)
  return shown ? { outcome: 'sent', at: clock.now() } : { outcome: 'later', cause: 'not connected' }
}

async function sendChange(
  row: ChangeRow,
  { store, clock, sendChange: send }: ChangeDeliveryDeps,
): Promise<SendOutcome> {
  const { type } = row.change
  const message = await messageById(store.read, row.message_id)
  const change = message && (await outgoingChange(store.read, row, message))
  if (!message || !change || message.stage === 'failed' || message.stage === 'rejected')
    return { outcome: 'failed', reason: 'refusedByWhatsApp', cause: 'there is no such message at WhatsApp' }
  const late =
    (type === 'edit' || type === 'delete') && isTooLate(type, await sentAtOf(store, message), clock.now(), true)
  return late ? { outcome: 'failed', reason: 'tooLateToChange', cause: 'it has waited too long' } : await send(change)
}

/** When a message of ours has left; for one from the phone, when it was written. */
export async function sentAtOf(
  { read }: Pick<Store, 'read'>,
  message: Pick<MessageRow, 'id' | 'at'>,
): Promise<Instant> {
  const stages = (await stagesOf(read, [message.id])).get(message.id) ?? []
  return stages.find(({ stage }) => stage === 'sent')?.at ?? message.at
}
