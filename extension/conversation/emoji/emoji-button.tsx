import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from '../../design/icon.tsx'
import type { ComposerState } from '../composer-state.ts'
import { lazily } from '../lazily.tsx'

const EmojiPlace = lazily(async () => (await import('./emoji-place.tsx')).EmojiPlace)

/** Opens the emoji above the box; a choice goes where the caret is. */
export function EmojiButton({ state }: { state: Pick<ComposerState, 'text' | 'type'> }) {
  const open = useSignal(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = () => button.current?.closest('form')?.querySelector('textarea') ?? undefined
  const close = () => {
    open.value = false
    box()?.focus()
  }
  const insert = (emoji: string) => {
    const element = box()
    const text = state.text.value
    const [from, to] = [element?.selectionStart ?? text.length, element?.selectionEnd ?? text.length]
    void state.type(text.slice(0, from) + emoji + text.slice(to), from + emoji.length)
    close()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button"
        data-look="icon"
        data-testid="emoji-open"
        aria-expanded={open.value}
        aria-label={i18n.t('emoji.open')}
        title={i18n.t('emoji.open')}
        onClick={() => {
          if (open.value) close()
          else open.value = true
        }}
      >
        <Icon name="smile" />
      </button>
      {open.value && <EmojiPlace insert={insert} close={close} />}
    </>
  )
}
