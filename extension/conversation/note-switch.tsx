import './note-mode.css'
import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import type { ComposerState } from './composer-state.ts'

/** To whom one writes: two boxes with a text each. Alt+N changes between them. */
export function NoteSwitch({ state }: { state: ComposerState }) {
  const on = state.noteMode.value
  return (
    <button
      type="button"
      class="button note-switch"
      data-look="icon"
      data-testid="note-switch"
      aria-pressed={on}
      aria-label={i18n.t('noteMode.switch')}
      aria-keyshortcuts="Alt+N"
      title={i18n.t('noteMode.switchHint')}
      onClick={() => state.switchNoteMode(!on)}
    >
      <Icon name="note" />
    </button>
  )
}

/** Above the box, so that nobody takes it for a reply. */
export function NoteNotice({ state }: { state: ComposerState }) {
  const on = state.noteMode.value && state.edited.value === undefined
  return (
    <div class="note-notice" role="status" data-testid="note-notice" hidden={!on}>
      {on && (
        <>
          <Icon name="eye" />
          <span>
            <strong>{i18n.t('note.hidden')}</strong> {i18n.t('noteMode.unseen')}
          </span>
          <button type="button" class="link-button" onClick={() => state.switchNoteMode(false)}>
            {i18n.t('noteMode.back')}
          </button>
        </>
      )}
    </div>
  )
}

/** By the key's place, not its letter: with a Russian layout it is the same key. */
export const isNoteKey = ({ code, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  code === 'KeyN' && altKey && !ctrlKey && !metaKey
