import { type ChannelId, messageIdSchema, type NewId } from '../shared/ids.ts'
import { systemRandom } from './access/secrets.ts'
import type { Clock } from './clock.ts'
import { createAcceptReply } from './inbox/accept-reply.ts'
import { createMarkRead } from './inbox/mark-read.ts'
import type { LinkedOnec } from './link-onec.ts'
import type { LinkedWhatsApp } from './link-whatsapp.ts'
import type { MediaStore } from './media/media-store.ts'
import { createChangeOwn } from './outbox/change-own.ts'
import { createConvertFile } from './outbox/convert-file.ts'
import { createOpenConversation } from './outbox/open-conversation.ts'
import { phoneIn, typedPhone } from './phone-text.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store/open.ts'
import { whatsappIdOf } from './whatsapp/whatsapp-id.ts'

export interface EmployeesSendingParts {
  store: Store
  media: MediaStore
  clock: Clock
  newId: NewId
  settings: Settings
}

/** What employees ask for that ends at WhatsApp. */
export function employeesSending(
  { store, media, clock, newId, settings }: EmployeesSendingParts,
  { channelSettings, statuses }: Pick<LinkedWhatsApp, 'channelSettings' | 'statuses'>,
  { decidesAboutReplies: goesThrough1c }: Pick<LinkedOnec, 'decidesAboutReplies'>,
) {
  const statusOf = (id: ChannelId) => statuses().find(({ channelId }) => channelId === id)
  // Through a number that was removed they would wait for ever.
  const showsTicks = (id: ChannelId) => statusOf(id) !== undefined && channelSettings(id).readReceipts
  return {
    markRead: createMarkRead(store, clock, showsTicks),
    acceptReply: createAcceptReply(store, {
      clock,
      whatsappIdOf,
      goesThrough1c,
      showsTicks,
      pictureLimit: settings.pictureLimit,
      newSecret: () => Buffer.from(systemRandom(32)).toString('base64'),
      phoneIn: (text) => phoneIn(text, settings.country),
      convertFile: createConvertFile({ store, media, clock, newId, pictureLimit: settings.pictureLimit }),
    }),
    changeOwn: createChangeOwn({ store, clock, newChangeId: () => newId(messageIdSchema), whatsappIdOf }),
    openConversation: createOpenConversation({
      store,
      clock,
      newId,
      readPhone: (text) => typedPhone(text, settings.country),
      hasChannel: (id) => statusOf(id) !== undefined,
      settingsOf: channelSettings,
      phoneOf: (id) => statusOf(id)?.phone,
    }),
  }
}
