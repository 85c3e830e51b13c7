import * as v from 'valibot'
import { handOverTargetSchema } from './hand-over-target.ts'
import { employeeIdSchema, messageIdSchema, quickReplyIdSchema } from './ids.ts'
import { longestText } from './message.ts'

/* POST /api/v1/conversations/{id}/claim — takes a queued conversation without answering yet. Refused `takenByOther` when somebody was faster. */
/* POST /api/v1/conversations/{id}/close, …/reopen — by its owner or a supervisor; whoever reopens becomes the owner. */
/* DELETE /api/v1/conversations/{id}/observers/me — an observer leaves. */

const noteText = v.pipe(v.string(), v.trim(), v.maxLength(longestText))

export { type HandOverTarget, handOverTargetSchema } from './hand-over-target.ts'

/** POST /api/v1/conversations/{id}/hand-over — with a comment that becomes a note. `id` is the note's; it makes a repeat harmless. */
export const handOverSchema = v.object({
  id: messageIdSchema,
  target: handOverTargetSchema,
  comment: v.optional(noteText, ''),
})
export type HandOver = v.InferOutput<typeof handOverSchema>

/** POST /api/v1/conversations/{id}/notes — a hidden note. Whoever is mentioned becomes an observer. `id` makes a repeat harmless. */
export const writeNoteSchema = v.object({
  id: messageIdSchema,
  text: v.pipe(noteText, v.minLength(1)),
  mentions: v.optional(v.pipe(v.array(employeeIdSchema), v.maxLength(50)), []),
  quotedMessageId: v.optional(messageIdSchema),
})
export type WriteNote = v.InferOutput<typeof writeNoteSchema>

/** An employee's own text, offered by `/` beside 1C's templates. */
export const quickReplySchema = v.object({
  id: quickReplyIdSchema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestText)),
})
export type QuickReply = v.InferOutput<typeof quickReplySchema>
/** PUT /api/v1/quick-replies — all of one's own, in their order; GET answers the same shape. */
export const quickRepliesSchema = v.object({ quickReplies: v.pipe(v.array(quickReplySchema), v.maxLength(200)) })
