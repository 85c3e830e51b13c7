import type { InboxState } from '../inbox/create-inbox-state.ts'
import { forgetTaken } from '../inbox/taken.ts'
import type { ConversationState } from './create-conversation-state.ts'
import { lazily } from './lazily.tsx'
import { galleryOf } from './media-viewer/gallery.ts'
import { TakenNotice } from './taken-notice.tsx'
import { WritingLine } from './writing-line.tsx'

const MediaViewer = lazily(async () => (await import('./media-viewer/media-viewer.tsx')).default)

/** Between the messages and the composer: who writes there too, and what somebody else has taken. */
export function ConversationEnd({ conversation, state }: { conversation: ConversationState; state: InboxState }) {
  const here = state.here.value
  const taken = conversation.taken.value
  const { viewed } = conversation.files
  return (
    <>
      {viewed.value !== undefined && (
        <MediaViewer
          media={galleryOf(conversation.shown.value ?? [])}
          first={viewed.value}
          files={conversation.files}
          close={() => (viewed.value = undefined)}
        />
      )}
      <WritingLine writing={conversation.writing.value} me={here?.employee?.id} office={here?.office} />
      {taken !== undefined && (
        <TakenNotice taken={taken} close={() => void forgetTaken(state.database, taken.conversationId)} />
      )}
    </>
  )
}
