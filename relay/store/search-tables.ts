import type { ConversationId, MessageId } from '../../shared/ids.ts'

/** The tables of the search; what holds for all of them stands at `Tables`. They follow from the others and can be made anew from them. */
export interface SearchTables {
  /** A message whose words are indexed: in SQLite in `search_index` under the same number, in PostgreSQL in a column of this table. */
  search_docs: {
    /** Grows with the message's time: newest first is an order of the index. */
    number: number
    message_id: MessageId
    /** Where it stood when it was indexed. */
    conversation_id: ConversationId
  }
  /** Every form that was ever indexed, and in about how many messages: what the beginning of a word can mean. */
  search_vocabulary: { word: string; messages: number }
  /** By what a conversation's contact is found: words of his names, and ends of his phone. */
  search_names: { word: string; conversation_id: ConversationId }
  /** All of these of one conversation, to see whether anything has changed. */
  search_named: { conversation_id: ConversationId; words: string }
  /** How far the indexer has come: in the journal (a number), and among the old messages and conversations (an id, exclusive; empty: done). */
  search_progress: { name: SearchWalk; position: string }
}

export type SearchWalk = 'journal' | 'messages' | 'conversations'
