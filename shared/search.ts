import * as v from 'valibot'
import { conversationSchema } from './conversation.ts'
import { messageSchema } from './message.ts'

/**
 * Answer of GET /api/v1/search?q=&page=: conversations whose contact is called so or has this phone (first page only), and messages with these words in any Russian form,
 * newest first, of conversations that the employee may see. `page`: `nextPage` of the page before. A message can be found a second after it was stored.
 */
export const searchPageSchema = v.object({
  conversations: v.array(conversationSchema),
  messages: v.array(
    v.object({
      message: messageSchema,
      conversation: conversationSchema,
      /** A piece of the text around the first hit; hits as [from, to) in characters of it. */
      excerpt: v.object({ text: v.string(), hits: v.array(v.tuple([v.number(), v.number()])) }),
    }),
  ),
  nextPage: v.optional(v.string()),
})
export type SearchPage = v.InferOutput<typeof searchPageSchema>
