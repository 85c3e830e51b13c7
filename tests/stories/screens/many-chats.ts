import type { Conversation } from '../../../shared/conversation.ts'
import type { RelayFrame } from '../../../shared/events.ts'
import { conversationId } from '../../extension/background/cast.ts'
import { office } from '../../extension/background/office.ts'
import { type ScriptedRelay, welcome } from '../../extension/background/scripted-relay.ts'
import { conversations } from '../busy-day/chats.ts'
import { maria } from '../busy-day/people.ts'
import { number } from '../busy-day/settings.ts'

const howMany = 1_500

/** The busy day’s conversations again and again. */
export function manyChats(): {
  conversations: { conversation: Conversation; messages: [] }[]
  hello: ScriptedRelay['onHello']
} {
  const now = Date.now()
  const day = conversations(now)
  const many = Array.from({ length: howMany }, (_each, place): Conversation => {
    const [like, round] = [day[place % day.length] ?? day[0], Math.floor(place / day.length)]
    if (like === undefined) throw new Error('There is nothing to repeat.')
    const at = like.lastMessageAt ?? now
    const unread = like.unread * (round === 0 ? 137 : 1)
    return { ...like, id: conversationId(place + 1), lastMessageAt: at - round * 3_600_000, unread }
  })
  return {
    conversations: many.map((conversation) => ({ conversation, messages: [] })),
    hello: ({ cursor }): RelayFrame[] => [
      welcome({ snapshotNeeded: cursor === undefined, cursor: cursor ?? 1, channels: [number] }, maria),
      { type: 'office', ...office },
    ],
  }
}
