import { proto } from '@whiskeysockets/baileys'
import type { Logger } from 'pino'
import type { IncomingMessage } from '../inbox/incoming-message.ts'
import type { ReceiveTogether } from '../inbox/receive-message.ts'
import type { SetAlarm } from '../timer.ts'
import { type HistoryFrame, historyMessages } from './history-message.ts'

export interface TakeConversationParts {
  receiveTogether: ReceiveTogether
  setAlarm: SetAlarm
  log: Logger
}

/** What one transaction takes in: a live message waits for no more than this. */
const atOnce = 20
/** Between two transactions everybody else has his turn. */
const pause = 15

/** Takes in a conversation of the phone's history, oldest first, giving way to everything else. @param field of `HistorySync`. */
export async function takeConversation(
  field: Uint8Array,
  frame: HistoryFrame,
  parts: TakeConversationParts,
  signal: AbortSignal,
): Promise<void> {
  const messages = historyMessages(decoded(field), frame)
  for (let start = 0; start < messages.length; start += atOnce) {
    await takePortion(messages.slice(start, start + atOnce), parts)
    await new Promise<void>((resolve) => void parts.setAlarm(pause, resolve))
    signal.throwIfAborted()
  }
}

function decoded(field: Uint8Array): proto.IConversation {
  try {
    return proto.Conversation.decode(field)
  } catch {
    return {} // one that cannot be read is not worth the others
  }
}

/** All together; when that fails each by itself, so that a bad one stops no other. @throws when nothing can be stored at all. */
async function takePortion(messages: readonly IncomingMessage[], parts: TakeConversationParts): Promise<void> {
  try {
    await parts.receiveTogether(messages, async () => {})
  } catch (cause) {
    let taken = 0
    for (const message of messages) {
      try {
        await parts.receiveTogether([message], async () => {})
        taken += 1
      } catch (err) {
        const { channelId, whatsappId } = message
        parts.log.error({ channelId, whatsappId, err }, 'a message of the history could not be stored')
      }
    }
    if (taken === 0) throw cause
  }
}
