import type { ConversationId, MessageId } from '../../shared/ids.ts'
import type { Eyes } from './eyes.ts'
import { wordOfConversation } from './index-messages.ts'

/** Of each list one of the words has to be there. Words are letters and digits alone. */
export interface WordsWanted {
  anyOf: readonly (readonly string[])[]
  eyes: Eyes
  /** Only what is older; `number` of the last one of the page before. */
  before: number | undefined
  limit: number
}

export interface Found {
  number: number
  messageId: MessageId
}

export interface WordsAmong extends WordsWanted {
  /** All conversations that these eyes see, where they are few. */
  only: readonly ConversationId[] | undefined
}

/** Of each of these lists a message has one word in the index. */
export const listsOf = ({ anyOf, only }: WordsAmong): readonly (readonly string[])[] =>
  only === undefined ? anyOf : [...anyOf, only.map(wordOfConversation)]
