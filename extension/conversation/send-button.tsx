import { i18n } from '#i18n'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import type { VoiceState } from '../voice/voice-state.ts'
import type { ComposerState } from './composer-state.ts'

/** The last in the line: it sends; as long as there is nothing to send, something can be said instead. */
export function SendButton({ state, voice }: { state: ComposerState; voice: VoiceState }) {
  const why = state.whyNot.value
  const editing = state.edited.value !== undefined
  if (state.noteMode.value && !editing) return <NoteButton off={why !== undefined} />
  if (why === 'empty' && !editing)
    return (
      <Button look="icon" label={i18n.t('voice.record')} onPress={() => void voice.start()} testId="voice-record">
        <Icon name="voice" />
      </Button>
    )
  return (
    <Button
      type="submit"
      look="main"
      label={i18n.t(editing ? 'composer.saveEdit' : 'composer.send')}
      off={why !== undefined}
      testId="send"
    >
      <Icon name={editing ? 'sent' : 'send'} />
    </Button>
  )
}

/** With a word on it and no arrow: nobody takes it for the one that sends to the client. */
const NoteButton = ({ off }: { off: boolean }) => (
  <button type="submit" class="button note-send" aria-disabled={off} data-testid="send-note">
    <Icon name="note" />
    {i18n.t('noteMode.send')}
  </button>
)
