import { signal } from '@preact/signals'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { ConversationId } from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase } from '../database/database.ts'
import { readHere } from '../database/here.ts'
import type { Refused } from './asked-sentences.ts'
import type { ConversationRoute } from './conversation-route.ts'
import { searchConversations } from './find-conversations.ts'
import { type PhoneWish, phoneAsked } from './phone-place.ts'
import { phoneDigits } from './phone-query.ts'
import { phonesInText } from './phones-in-text.ts'

/** What the page `#/phone/…` still has to ask or to say. */
export type PhoneMatter =
  /** Several were selected, or several numbers of the company could write to one: a person chooses. */
  | { ask: 'whichPhone'; phones: string[]; wish: PhoneWish }
  | { say: 'noPhone' }
  | { say: 'refused'; refused: Refused; phone: string }

export interface FollowPhoneInputs {
  database: InboxDatabase
  route: Pick<ConversationRoute, 'goTo' | 'goToList'>
  inbox: Pick<InboxService, 'openConversation'>
  search(query: string): void
}

/** What is to be asked or said; undefined: nothing. */
export const phoneMatter = signal<PhoneMatter | undefined>(undefined)

/** Leads a page that was opened with a phone to the conversation, now and whenever it is asked for one again. */
export function followPhone(inputs: FollowPhoneInputs, page: Pick<Window, 'location' | 'addEventListener'>): void {
  const look = () => {
    const asked = phoneAsked(page.location.hash)
    if (asked === undefined) return
    inputs.route.goToList()
    void followText(inputs, asked.wish, asked.text)
  }
  page.addEventListener('hashchange', look)
  look()
}

async function followText(inputs: FollowPhoneInputs, wish: PhoneWish, text: string): Promise<void> {
  const phones = phonesInText(text)
  const [first] = phones
  if (first === undefined) phoneMatter.value = { say: 'noPhone' }
  else if (phones.length > 1) phoneMatter.value = { ask: 'whichPhone', phones, wish }
  else await goToPhone(inputs, wish, first)
}

/** To the conversation that is there; else, when it is to be begun and only one number could, to a new one; else to the search, where it is begun by hand. */
export async function goToPhone(inputs: FollowPhoneInputs, wish: PhoneWish, phone: string): Promise<void> {
  phoneMatter.value = undefined
  const known = await conversationWith(inputs.database, phone)
  if (known !== undefined) return inputs.route.goTo(known)
  inputs.search(phone)
  const { channels } = await readHere(inputs.database)
  const channel = wish === 'begin' ? theOnly(channels) : undefined
  if (channel === undefined) return
  const opened = await inputs.inbox.openConversation(channel.channelId, phone)
  if (!opened.ok) {
    phoneMatter.value = { say: 'refused', refused: opened, phone }
    return
  }
  inputs.search('')
  inputs.route.goTo(opened.value)
}

const theOnly = (channels: ChannelStatus[]): ChannelStatus | undefined =>
  channels.length === 1 ? channels[0] : undefined

/** Only a whole number counts: a part of one finds strangers. With several conversations the newest. */
async function conversationWith(database: InboxDatabase, phone: string): Promise<ConversationId | undefined> {
  const digits = phoneDigits(phone)
  const found = await searchConversations(database, phone, 10)
  return found.find(
    ({ contact }) => contact.phone === `+${digits}` || (digits.length === 10 && contact.phone === `+7${digits}`),
  )?.id
}
