import './drop-place.css'
import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import type { ComposerState } from './composer-state.ts'
import { dragsFiles, filesOf } from './dropped-files.ts'

/** The whole conversation takes files that are dropped on it, and shows it while they hover; dropped beside it they do not take the page away. */
export function DropPlace({ state }: { state: ComposerState }) {
  const mark = useRef<HTMLSpanElement>(null)
  const hovers = useSignal(false)
  const may = state.edited.value === undefined && !state.noteMode.value
  useEffect(() => {
    const pane = mark.current?.closest('.conversation')
    const over = (event: DragEvent) => {
      if (!dragsFiles(event.dataTransfer)) return
      event.preventDefault()
      const inside = event.target instanceof Node && pane?.contains(event.target) === true
      hovers.value = inside && may
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = hovers.value ? 'copy' : 'none'
    }
    const drop = (event: DragEvent) => {
      if (!dragsFiles(event.dataTransfer)) return
      event.preventDefault()
      if (hovers.value && event.dataTransfer !== null) void state.attach(filesOf(event.dataTransfer))
      hovers.value = false
    }
    // Out of the window, or given up by Esc: no pane is left that it would enter.
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) hovers.value = false
    }
    document.addEventListener('dragover', over)
    document.addEventListener('drop', drop)
    document.addEventListener('dragleave', leave)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('drop', drop)
      document.removeEventListener('dragleave', leave)
    }
  }, [state, may])
  return (
    <>
      <span ref={mark} hidden />
      {hovers.value && (
        <div class="drop-place" data-testid="drop-place">
          <Icon name="attach" />
          <strong>{i18n.t('composer.dropHere')}</strong>
          <span>{i18n.t('composer.dropMeans')}</span>
        </div>
      )}
    </>
  )
}
