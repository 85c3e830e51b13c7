import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ComposerState } from './create-composer-state.ts'
import type { TemplatesState } from './templates/create-templates-state.ts'
import { templateId, templateListId } from './templates/template-list.tsx'

/** Grows with its text up to the height that the style sheet allows. */
export function ReplyBox({ state, templates }: { state: ComposerState; templates: TemplatesState }) {
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
      aria-autocomplete="list"
      {...listShown(templates)}
      onKeyDown={(event) => takenByList(event, templates) || sendOnEnter(event, state)}
    />
  )
}

/** What the box says of the list above it to whoever listens. */
const listShown = ({ found, marked }: TemplatesState) =>
  found.value === undefined || found.value.length === 0
    ? {}
    : { 'aria-controls': templateListId, 'aria-activedescendant': templateId(marked.value) }

/** While the list is open its keys are its own. */
function takenByList(event: KeyboardEvent, templates: TemplatesState): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey || !templates.press(event.key)) return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

/** Enter sends, with Ctrl too; Shift+Enter is a new line; while a word is being composed Enter only ends the word. */
function sendOnEnter(event: KeyboardEvent, state: ComposerState): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  void state.send()
}

function pasteFiles(event: ClipboardEvent, state: ComposerState): void {
  const files = event.clipboardData?.files
  if (files === undefined || files.length === 0 || state.edited.value !== undefined) return
  event.preventDefault()
  state.attach(files)
}
