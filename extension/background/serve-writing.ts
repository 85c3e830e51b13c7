import type { MessageId } from '../../shared/ids.ts'
import type { WorkerStore } from '../database/worker-store.ts'
import { writeDraft } from '../database/write-draft.ts'
import { writeForms } from '../database/write-form.ts'
import type { InboxService } from './inbox-service.ts'

export interface WritingParts {
  database: WorkerStore
  forget: (id: MessageId, fileId: string) => Promise<void>
}

/** What the composer leaves to the background, which outlives its page. */
export const serveWriting = ({
  database,
  forget,
}: WritingParts): Pick<InboxService, 'keepDraft' | 'keepForms' | 'forgetUpload'> => ({
  keepDraft: async (draft, author) => {
    const kept = await database.drafts.get(draft.conversationId)
    // The page has managed it after all, or another one has gone on since.
    if (kept === undefined || kept.changedAt <= draft.changedAt) await writeDraft(database, draft, author)
  },
  keepForms: (forms, author) => writeForms(database, forms, author),
  forgetUpload: async (id, fileId) => void forget(id, fileId),
})
