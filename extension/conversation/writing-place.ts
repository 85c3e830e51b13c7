import { computed } from '@preact/signals'
import { type ConversationId, createNewId } from '../../shared/ids.ts'
import { chooserElsewhere } from '../browser/file-choice.ts'
import { openMicrophonePage } from '../browser/microphone-page.ts'
import { sendKeyDoor } from '../browser/send-key.ts'
import { createOpenForms, type OpenForms } from '../forms/create-open-forms.ts'
import { followFocus } from '../forms/follow-focus.ts'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { createQuickRepliesState } from '../quick-replies/create-quick-replies-state.ts'
import { createVoiceState } from '../voice/create-voice-state.ts'
import { browserMicrophone } from '../voice/microphone.ts'
import { createRecordingPlace } from '../voice/recording-place.ts'
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
  /** What else is half filled in, here and above the messages. */
  forms: OpenForms
  templates: TemplatesState
  mentions: MentionsState
  voice: VoiceState
  /** Where a file choice would close this page: opens one that survives it. */
  chooseElsewhere: ((entry: string) => void) | undefined
  /** The page is being closed: what is not on the disk yet is given to the background. */
  leave(): void
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
  const parts = { database, inbox, conversationId, now, newId, hasFocus: focus.hasFocus }
  const forms = createOpenForms(parts)
  const composer = createComposerState({
    ...{ ...parts, forms },
    largestFile: () => here.value?.largestFile,
    mentionedIn: (text, chosen) => mentionsIn(text, colleagues.value, chosen),
  })
  const quickReplies = createQuickRepliesState({ database, inbox, newId, forms })
  const templates = createTemplatesState(templatesInputs(state, conversation, composer, quickReplies))
  const voice = createVoiceState({
    ...{ database, inbox, conversationId, now, newId },
    microphone: browserMicrophone,
    place: createRecordingPlace(conversationId),
    askInTab: openMicrophonePage,
  })
  const { sendKey, ...sendKeys } = createSendKeyState(sendKeyDoor)
  const me = computed(() => here.value?.employee?.id)
  return {
    ...{ composer, forms, templates, voice, sendKey },
    chooseElsewhere: chooserElsewhere(conversationId),
    mentions: createMentionsState(composer, colleagues, me),
    leave() {
      composer.leave()
      forms.leave()
    },
    stop() {
      for (const part of [composer, forms, templates, quickReplies, sendKeys, focus]) part.stop()
      voice.leave()
    },
  }
}
