import * as v from 'valibot'
import { type ConversationId, conversationIdSchema } from '../../shared/ids.ts'

const prefix = '#/conversation/'

export const addressOf = (id: ConversationId): string => prefix + id

/** Which conversation an address opens; a foreign or broken one opens the list. */
export function conversationIn(hash: string): ConversationId | undefined {
  if (!hash.startsWith(prefix)) return undefined
  const parsed = v.safeParse(conversationIdSchema, hash.slice(prefix.length))
  return parsed.success ? parsed.output : undefined
}
