import { useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ComposerState } from './composer-state.ts'
import { filesOf, meansFiles } from './dropped-files.ts'
import { sends } from './enter-key.ts'
import { mentionId, mentionListId } from './mentions/mention-list.tsx'
import { templateId, templateListId } from './templates/template-list.tsx'
import type { WritingPlace } from './writing-place.ts'

/** Grows with its text up to the height that the style sheet allows. */
export function ReplyBox({ place }: { place: WritingPlace }) {
  const state = place.composer
  const box = useRef<HTMLTextAreaElement>(null)
  const text = state.text.value
  const [quoted, edited, noteMode] = [state.quoted.value, state.edited.value, state.noteMode.value]
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
    // What a template, a mention or an earlier page has put there goes on where it has ended.
    if (state.edited.value === undefined) element.setSelectionRange(state.caret(), state.caret())
  }, [text, noteMode])
  // Whoever chose what to answer or to edit goes on typing: before the page is painted, so that no key of his goes elsewhere.
  useLayoutEffect(() => box.current?.focus(), [quoted, edited, noteMode])
  const placeholder = i18n.t(noteMode && edited === undefined ? 'noteMode.placeholder' : 'composer.placeholder')
  return (
    <textarea
      ref={box}
      class="composer-input"
      rows={1}
      value={text}
      placeholder={placeholder}
      aria-label={placeholder}
      data-testid="composer-input"
      onInput={({ currentTarget }) => void state.type(currentTarget.value, currentTarget.selectionStart)}
      onBlur={({ currentTarget }) => void state.flush(currentTarget.selectionStart)}
      onPaste={(event) => pasteFiles(event, state)}
      aria-autocomplete="list"
      {...listShown(place)}
      onKeyDown={(event) => takenByList(event, place) || sendByKey(event, place)}
    />
  )
}

/** What the box says of the list above it to whoever listens. */
function listShown({ templates, mentions }: WritingPlace) {
  const colleagues = mentions.found.value
  if (colleagues !== undefined) {
    return { 'aria-controls': mentionListId, 'aria-activedescendant': mentionId(mentions.marked.value) }
  }
  const found = templates.found.value
  if (found === undefined || found.length === 0) return {}
  return { 'aria-controls': templateListId, 'aria-activedescendant': templateId(templates.marked.value) }
}

/** While a list is open its keys are its own. */
function takenByList(event: KeyboardEvent, { templates, mentions }: WritingPlace): boolean {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.shiftKey) return false
  if (!mentions.press(event.key) && !templates.press(event.key)) return false
  event.preventDefault()
  event.stopPropagation()
  return true
}

function sendByKey(event: KeyboardEvent, { composer, sendKey }: WritingPlace): void {
  if (!sends(event, sendKey.value)) return
  event.preventDefault()
  void composer.send()
}

/** A note has no files, and neither has a message that is edited. */
function pasteFiles(event: ClipboardEvent, state: ComposerState): void {
  const held = event.clipboardData
  if (held === null || state.edited.value !== undefined || state.noteMode.value) return
  const files = filesOf(held)
  if (!meansFiles({ text: held.getData('text/plain'), files: files.map(({ name }) => name) })) return
  event.preventDefault()
  void state.attach(files)
}
