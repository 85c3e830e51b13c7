import './conversation.css'
import { useEffect, useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import { type ConversationId, createNewId } from '../../shared/ids.ts'
import { openMicrophonePage } from '../browser/microphone-page.ts'
import { ClientLine } from '../client/client-line.tsx'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { InboxNotices } from '../inbox/inbox-notices.tsx'
import { createVoiceState } from '../voice/create-voice-state.ts'
import { browserMicrophone } from '../voice/microphone.ts'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { mayReply } from './conversation-sentence.ts'
import { createComposerState } from './create-composer-state.ts'
import { createConversationState } from './create-conversation-state.ts'
import { MessageList } from './message-list.tsx'
import { pageIsSeen } from './page-is-seen.ts'
import { createTemplatesState } from './templates/create-templates-state.ts'
import { templatesInputs } from './templates/templates-inputs.ts'

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
  const templates = useMemo(
    () => createTemplatesState(templatesInputs(state, conversation, composer)),
    [state, conversation, composer],
  )
  const voice = useMemo(
    () =>
      createVoiceState({
        ...{ database, inbox, conversationId, now: Date.now, newId: createNewId(Date.now) },
        microphone: browserMicrophone,
        askInTab: openMicrophonePage,
      }),
    [database, inbox, conversationId],
  )
  useEffect(() => () => voice.leave(), [voice])
  useEffect(() => conversation.stop, [conversation])
  useEffect(() => templates.stop, [templates])
  const here = state.here.value
  const contact = conversation.conversation.value?.contact // undefined while it loads, and when it is gone
  return (
    <section class="conversation" aria-label={i18n.t('conversation.label')}>
      <ConversationHeader row={conversation.conversation.value} here={here} back={state.route.goToList} />
      {contact && <ClientLine contact={contact} me={here?.employee} onec={here?.onec} inbox={inbox} />}
      <div class="conversation-notices">{here && <InboxNotices here={here} state={state} />}</div>
      <MessageList conversation={conversation} composer={composer} inbox={state} />
      {conversation.conversation.value && (
        <Composer
          state={composer}
          voice={voice}
          templates={templates}
          conversationId={conversationId}
          database={database}
          inbox={inbox}
          mayReply={mayReply(here?.employee)}
        />
      )}
    </section>
  )
}
