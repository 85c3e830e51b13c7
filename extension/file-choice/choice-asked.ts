import * as v from 'valibot'
import { type ConversationId, conversationIdSchema } from '../../shared/ids.ts'

/** For which conversation files are to be chosen, and as what: `#/<conversation>/<entry of the menu>`. Pure. */
export function choiceAsked(hash: string): { conversationId: ConversationId; sticker: boolean } | undefined {
  const [, id, entry] = hash.split('/')
  const conversationId = v.safeParse(conversationIdSchema, id)
  return conversationId.success ? { conversationId: conversationId.output, sticker: entry === 'sticker' } : undefined
}
