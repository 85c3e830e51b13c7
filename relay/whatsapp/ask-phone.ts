import type { ChannelId } from '../../shared/ids.ts'
import { contactById } from '../store/contacts.ts'
import { conversationById } from '../store/conversations.ts'
import { messageOfFile } from '../store/messages.ts'
import type { Store } from '../store/open.ts'
import type { SetAlarm } from '../timer.ts'
import type { FileToFetch } from './fetch-one-file.ts'
import { jidOfLid, jidOfPhone } from './jid.ts'
import { askPhoneForFile, type PhoneAnswer } from './media-retry.ts'
import { parseMediaSource } from './media-source.ts'
import type { Session } from './session.ts'

export interface AskPhoneParts {
  store: Store
  sessionOf: (channelId: ChannelId) => Session | undefined
  setAlarm: SetAlarm
}

export type AskPhone = (file: FileToFetch) => Promise<PhoneAnswer | { answer: 'offline' }>

/** A phone that is awake answers within seconds. */
const answerTakes = 30_000

/** Asks the number's own phone for a file that WhatsApp no longer keeps. */
export function createAskPhone({ store, sessionOf, setAlarm }: AskPhoneParts): AskPhone {
  return async ({ id, channelId, source }) => {
    const session = sessionOf(channelId)
    if (!session) return { answer: 'offline' }
    const message = await messageOfFile(store.read, id)
    if (!message?.whatsapp_id || source === null) return { answer: 'notThere' }
    const lost = {
      whatsappId: message.whatsapp_id,
      fromUs: message.origin !== 'client',
      source: parseMediaSource(source),
    }
    let said: PhoneAnswer = { answer: 'notThere' }
    // The phone keeps a chat under one of its two names, and we cannot see under which.
    for (const chat of await chatsOf(store, message.conversation_id)) {
      said = await askPhoneForFile(session.socket, { ...lost, chat }, { setAlarm, afterMs: answerTakes })
      if (said.answer !== 'notThere') return said
    }
    return said
  }
}

async function chatsOf(store: Store, conversationId: Parameters<typeof conversationById>[1]): Promise<string[]> {
  const conversation = await conversationById(store.read, conversationId)
  const contact = conversation && (await contactById(store.read, conversation.contact_id))
  return [...(contact?.phone ? [jidOfPhone(contact.phone)] : []), ...(contact?.lid ? [jidOfLid(contact.lid)] : [])]
}
