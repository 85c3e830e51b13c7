import type { ConversationId } from '../../../shared/ids.ts'
import type { InboxService } from '../../background/inbox-service.ts'
import type { FormFields, InboxDatabase } from '../../database/database.ts'
import type { OpenForm } from '../../forms/create-open-forms.ts'
import type { ComposerState } from '../composer-state.ts'

/** What each form of the menu «Прикрепить» is given. */
export interface AttachFormProps {
  composer: ComposerState
  conversationId: ConversationId
  database: InboxDatabase
  inbox: InboxService
  /** What stands in it; with every key it is kept by `write`. */
  form: OpenForm
  write: (change: FormFields) => void
  /** It was left: what stood in it is gone. */
  close: () => void
}
