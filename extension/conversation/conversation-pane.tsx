import './conversation.css'
import { useEffect, useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import { type ConversationId, createNewId } from '../../shared/ids.ts'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { InboxNotices } from '../inbox/inbox-notices.tsx'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { mayReply } from './conversation-sentence.ts'
import { createComposerState } from './create-composer-state.ts'
import { createConversationState } from './create-conversation-state.ts'
import { MessageList } from './message-list.tsx'
import { pageIsSeen } from './page-is-seen.ts'

export function ConversationPane({ conversationId, state }: { conversationId: ConversationId; state: InboxState }) {
  const { database, inbox } = state
  const conversation = useMemo(
    () => createConversationState({ database, inbox, conversationId, isSeen: pageIsSeen }),
    [database, inbox, conversationId],
  )
  const composer = useMemo(
    () => createComposerState({ database, inbox, conversationId, now: Date.now, newId: createNewId(Date.now) }),
    [database, inbox, conversationId],
  )
  useEffect(() => conversation.stop, [conversation])
  const here = state.here.value
  return (
    <section class="conversation" aria-label={i18n.t('conversation.label')}>
      <ConversationHeader row={conversation.conversation.value} here={here} back={state.route.goToList} />
      <div class="conversation-notices">{here && <InboxNotices here={here} state={state} />}</div>
      <MessageList conversation={conversation} composer={composer} inbox={state} />
      {conversation.conversation.value && <Composer state={composer} mayReply={mayReply(here?.employee)} />}
    </section>
  )
}
