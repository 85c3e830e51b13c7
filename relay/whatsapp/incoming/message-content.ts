import type { IncomingMessage } from '../../inbox/incoming-message.ts'

/** The part of an incoming message that its kind decides. */
export type MessageContent = Pick<IncomingMessage, 'kind' | 'text' | 'file' | 'details' | 'rawKind'>
