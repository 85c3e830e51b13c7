import * as v from 'valibot'
import { conversationIdSchema, employeeIdSchema, instantSchema, messageIdSchema } from '../../shared/ids.ts'
import type { InboxService } from './inbox-service.ts'
import { taking } from './question.ts'

const draftSchema = v.object({
  conversationId: conversationIdSchema,
  text: v.string(),
  changedAt: instantSchema,
  note: v.exactOptional(v.string()),
  noteMode: v.exactOptional(v.literal(true)),
  mentions: v.exactOptional(v.array(employeeIdSchema)),
  quotedMessageId: v.exactOptional(messageIdSchema),
  caret: v.exactOptional(v.number()),
  files: v.exactOptional(v.array(v.string())),
})

/** What the composer asks beside sending. */
export const questionsAboutWriting = (inbox: InboxService) => ({
  keepDraft: taking(v.tuple([draftSchema, v.nullish(employeeIdSchema)]), (draft, author) =>
    inbox.keepDraft(draft, author ?? undefined),
  ),
  forgetUpload: taking(v.tuple([messageIdSchema, v.string()]), inbox.forgetUpload),
})
