import { signal } from '@preact/signals'
import type { ConversationId, MessageId } from '../../shared/ids.ts'

/** The message at which its conversation is to be opened; taken away by whoever goes there. */
export const wantedMessage = signal<{ conversationId: ConversationId; messageId: MessageId } | undefined>(undefined)
