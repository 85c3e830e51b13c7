import type { ConversationId } from '../../../shared/ids.ts'
import type { InboxService } from '../../background/inbox-service.ts'
import type { InboxDatabase } from '../../database/database.ts'
import type { ComposerState } from '../composer-state.ts'

/** What each form of the menu «Прикрепить» is given. */
export interface AttachFormProps {
  composer: ComposerState
  conversationId: ConversationId
  database: InboxDatabase
  inbox: InboxService
  close: () => void
}
