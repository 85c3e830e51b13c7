import * as v from 'valibot'
import { conversationIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { handOverSchema, quickRepliesSchema, writeNoteSchema } from '../../shared/inbox-commands.ts'
import type { InboxService } from './inbox-service.ts'
import { taking } from './question.ts'

const noteId = { id: v.optional(messageIdSchema) }
const handOver = v.object({ ...handOverSchema.entries, ...noteId })
const note = v.object({ ...writeNoteSchema.entries, ...noteId })
const aboutOne = v.tuple([conversationIdSchema])

/** How employees share the work, as pages ask for it. */
export const questionsAboutDeeds = (inbox: InboxService) => ({
  claim: taking(aboutOne, inbox.claim),
  handOver: taking(v.tuple([conversationIdSchema, handOver]), inbox.handOver),
  close: taking(aboutOne, inbox.close),
  reopen: taking(aboutOne, inbox.reopen),
  writeNote: taking(v.tuple([conversationIdSchema, note]), inbox.writeNote),
  stopObserving: taking(aboutOne, inbox.stopObserving),
  writing: taking(aboutOne, inbox.writing),
  quickReplies: inbox.quickReplies,
  setQuickReplies: taking(v.tuple([quickRepliesSchema.entries.quickReplies]), inbox.setQuickReplies),
})
