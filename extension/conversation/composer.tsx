import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { longestText } from '../../shared/message.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { AttachButton, AttachedFiles } from './attached-files.tsx'
import { ComposerSubject } from './composer-subject.tsx'
import type { ComposerState } from './create-composer-state.ts'

export interface ComposerProps {
  state: ComposerState
  mayReply: boolean
}

export function Composer({ state, mayReply }: ComposerProps) {
  const why = state.whyNot.value
  const editing = state.edited.value !== undefined
  if (!mayReply) return <p class="composer-closed">{i18n.t('composer.noRight')}</p>
  return (
    <form
      class="composer"
      aria-label={i18n.t('composer.label')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && leaveSubject(state)) event.stopPropagation()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void state.send()
      }}
    >
      <ComposerSubject state={state} />
      {!editing && <AttachedFiles state={state} />}
      <div class="composer-line">
        {!editing && <AttachButton state={state} />}
        <ReplyBox state={state} />
        <Button
          type="submit"
          look="main"
          label={i18n.t(editing ? 'composer.saveEdit' : 'composer.send')}
          off={why !== undefined}
          testId="send"
        >
          <Icon name={editing ? 'sent' : 'send'} />
        </Button>
      </div>
      <Problem text={problemSentence(state)} />
    </form>
  )
}

function problemSentence({ whyNot, text, notStored, editRefused }: ComposerState): string | undefined {
  if (editRefused.value !== undefined) return i18n.t('message.notChanged', [askedSentence({ code: editRefused.value })])
  if (notStored.value) return i18n.t('composer.notStored')
  if (whyNot.value !== 'tooLong') return undefined
  return i18n.t('composer.tooLong', [longestText, text.value.length - longestText])
}

/** Grows with its text up to the height that the style sheet allows. */
function ReplyBox({ state }: { state: ComposerState }) {
  const box = useRef<HTMLTextAreaElement>(null)
  const text = state.text.value
  useLayoutEffect(() => {
    if (box.current === null) return
    box.current.style.height = 'auto'
    box.current.style.height = `${box.current.scrollHeight + 2}px`
  }, [text])
  const [quoted, edited] = [state.quoted.value, state.edited.value]
  // Whoever chose what to answer or to edit goes on typing: before the page is painted, so that no key of his goes elsewhere.
  useLayoutEffect(() => box.current?.focus(), [quoted, edited])
  useEffect(() => {
    const flush = () => void state.flush()
    window.addEventListener('pagehide', flush)
    return () => window.removeEventListener('pagehide', flush)
  }, [state])
  return (
    <textarea
      ref={box}
      class="composer-input"
      rows={1}
      value={text}
      placeholder={i18n.t('composer.placeholder')}
      aria-label={i18n.t('composer.placeholder')}
      data-testid="composer-input"
      onInput={(event) => void state.type(event.currentTarget.value)}
      onBlur={() => void state.flush()}
      onPaste={(event) => pasteFiles(event, state)}
      onKeyDown={(event) => sendOnEnter(event, state)}
    />
  )
}

/** Enter sends, with Ctrl too; Shift+Enter is a new line; while a word is being composed Enter only ends the word. */
function sendOnEnter(event: KeyboardEvent, state: ComposerState): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  void state.send()
}

/** Esc leaves first what is edited or quoted, then (elsewhere) the conversation. */
function leaveSubject(state: ComposerState): boolean {
  if (state.edited.value !== undefined) state.stopEditing()
  else if (state.quoted.value !== undefined) state.quote(undefined)
  else return false
  return true
}

function pasteFiles(event: ClipboardEvent, state: ComposerState): void {
  const files = event.clipboardData?.files
  if (files === undefined || files.length === 0 || state.edited.value !== undefined) return
  event.preventDefault()
  state.attach(files)
}
