import * as v from 'valibot'
import { conversationIdSchema, employeeIdSchema, instantSchema, messageIdSchema } from '../../shared/ids.ts'
import { formNames } from '../database/form-row.ts'
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

const formSchema = v.object({
  id: messageIdSchema,
  form: v.picklist(formNames),
  conversationId: v.exactOptional(conversationIdSchema),
  fields: v.record(v.string(), v.string()),
  changedAt: instantSchema,
})

/** What the composer asks beside sending. */
export const questionsAboutWriting = (inbox: InboxService) => ({
  keepDraft: taking(v.tuple([draftSchema, v.nullish(employeeIdSchema)]), (draft, author) =>
    inbox.keepDraft(draft, author ?? undefined),
  ),
  keepForms: taking(v.tuple([v.array(formSchema), v.nullish(employeeIdSchema)]), (forms, author) =>
    inbox.keepForms(forms, author ?? undefined),
  ),
  forgetUpload: taking(v.tuple([messageIdSchema, v.string()]), inbox.forgetUpload),
})
