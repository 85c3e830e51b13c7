import './conversation.css'
import { computed } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ConversationId } from '../../shared/ids.ts'
import { ClientLine } from '../client/client-line.tsx'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { InboxNotices } from '../inbox/inbox-notices.tsx'
import { Composer } from './composer.tsx'
import { ConversationEnd } from './conversation-end.tsx'
import { ConversationTop } from './conversation-top.tsx'
import { createConversationState } from './create-conversation-state.ts'
import { keepLooking } from './keep-looking.ts'
import { MessageList } from './message-list.tsx'
import { pageIsSeen } from './page-is-seen.ts'
import { whyNotWrite } from './why-not-write.ts'
import { createWritingPlace } from './writing-place.ts'

export function ConversationPane({ conversationId, state }: { conversationId: ConversationId; state: InboxState }) {
  const { database, inbox } = state
  const conversation = useMemo(
    () =>
      createConversationState({
        ...{ database, inbox, conversationId },
        isSeen: pageIsSeen,
        me: computed(() => state.here.value?.employee?.id),
      }),
    [state, conversationId],
  )
  const place = useMemo(
    () => createWritingPlace(state, conversation, conversationId),
    [state, conversation, conversationId],
  )
  useEffect(() => conversation.stop, [conversation])
  useEffect(() => keepLooking(conversationId), [conversationId])
  useEffect(() => place.stop, [place])
  useEffect(() => {
    window.addEventListener('pagehide', place.leave)
    return () => window.removeEventListener('pagehide', place.leave)
  }, [place])
  const here = state.here.value
  const contact = conversation.conversation.value?.contact // undefined while it loads, and when it is gone
  return (
    <section class="conversation" aria-label={i18n.t('conversation.label')}>
      <ConversationTop conversation={conversation} forms={place.forms} state={state} />
      {contact && <ClientLine contact={contact} me={here?.employee} onec={here?.onec} inbox={inbox} />}
      <div class="conversation-notices">{here && <InboxNotices here={here} state={state} />}</div>
      <MessageList conversation={conversation} composer={place.composer} forms={place.forms} inbox={state} />
      <ConversationEnd conversation={conversation} state={state} />
      {conversation.conversation.value && (
        <Composer
          place={place}
          conversationId={conversationId}
          database={database}
          inbox={inbox}
          whyNot={whyNotWrite(conversation.conversation.value, here)}
        />
      )}
    </section>
  )
}
