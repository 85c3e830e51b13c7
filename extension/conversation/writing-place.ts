import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type ConversationId, createNewId } from '../../shared/ids.ts'
import { chooserElsewhere } from '../browser/file-choice.ts'
import { openMicrophonePage } from '../browser/microphone-page.ts'
import { sendKeyDoor } from '../browser/send-key.ts'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { createQuickRepliesState } from '../quick-replies/create-quick-replies-state.ts'
import { createVoiceState } from '../voice/create-voice-state.ts'
import { browserMicrophone } from '../voice/microphone.ts'
import type { VoiceState } from '../voice/voice-state.ts'
import { type ComposerState, createComposerState } from './create-composer-state.ts'
import type { ConversationState } from './create-conversation-state.ts'
import { createMentionsState, type MentionsState } from './mentions/create-mentions-state.ts'
import { mentionsIn } from './mentions/find-mentions.ts'
import { createSendKeyState, type SendKeyState } from './send-key-state.ts'
import { createTemplatesState, type TemplatesState } from './templates/create-templates-state.ts'
import { templatesInputs } from './templates/templates-inputs.ts'

/** All that stands below the messages of one conversation. */
export interface WritingPlace extends Pick<SendKeyState, 'sendKey'> {
  composer: ComposerState
  templates: TemplatesState
  mentions: MentionsState
  voice: VoiceState
  /** Where a file choice would close this page: opens one that survives it. */
  chooseElsewhere: ((entry: string) => void) | undefined
  stop(): void
}

export function createWritingPlace(
  state: InboxState,
  conversation: ConversationState,
  conversationId: ConversationId,
): WritingPlace {
  const { database, inbox, here } = state
  const [now, newId] = [Date.now, createNewId(Date.now)]
  const colleagues = computed(() => here.value?.office?.colleagues ?? [])
  const focus = followFocus(window)
  const composer = createComposerState({
    ...{ database, inbox, conversationId, now, newId, hasFocus: focus.hasFocus },
    largestFile: () => here.value?.largestFile,
    mentionedIn: (text, chosen) => mentionsIn(text, colleagues.value, chosen),
  })
  const quickReplies = createQuickRepliesState({ database, inbox, newId })
  const templates = createTemplatesState(templatesInputs(state, conversation, composer, quickReplies))
  const voice = createVoiceState({
    ...{ database, inbox, conversationId, now, newId },
    microphone: browserMicrophone,
    askInTab: openMicrophonePage,
  })
  const { sendKey, ...sendKeys } = createSendKeyState(sendKeyDoor)
  const me = computed(() => here.value?.employee?.id)
  return {
    ...{ composer, templates, voice, sendKey },
    chooseElsewhere: chooserElsewhere(conversationId),
    mentions: createMentionsState(composer, colleagues, me),
    stop() {
      for (const part of [composer, templates, quickReplies, sendKeys, focus]) part.stop()
      voice.leave()
    },
  }
}

/** Whether the person is in this window. */
function followFocus(page: Window): { hasFocus: ReadonlySignal<boolean>; stop(): void } {
  const hasFocus = signal(page.document.hasFocus())
  const look = () => {
    hasFocus.value = page.document.hasFocus()
  }
  page.addEventListener('focus', look)
  page.addEventListener('blur', look)
  return {
    hasFocus,
    stop() {
      page.removeEventListener('focus', look)
      page.removeEventListener('blur', look)
    },
  }
}
