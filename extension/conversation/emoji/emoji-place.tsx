import './emoji.css'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { language } from '../../design/language.ts'
import { createPicker } from './create-picker.ts'

export interface EmojiPlaceProps {
  insert: (emoji: string) => void
  close: () => void
}

/** All emoji, with a search in the language of the panel; the keyboard is in it until it is left by Esc. */
export function EmojiPlace({ insert, close }: EmojiPlaceProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const picker = createPicker(language())
    picker.addEventListener('emoji-click', ({ detail }) => {
      if (detail.unicode !== undefined) insert(detail.unicode)
    })
    place.current?.append(picker)
    requestAnimationFrame(() => picker.shadowRoot?.querySelector<HTMLElement>('input.search')?.focus())
    const outside = (event: Event) => {
      const { target } = event
      if (!(target instanceof Element) || place.current?.contains(target)) return
      if (target.closest('[data-testid=emoji-open]') === null) close()
    }
    document.addEventListener('pointerdown', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
      picker.remove()
    }
  }, [])
  return (
    <div
      ref={place}
      class="emoji-place"
      data-testid="emoji"
      role="dialog"
      aria-label={i18n.t('emoji.open')}
      onKeyDown={(event) => {
        // Enter in its search is no Enter of the form around it.
        event.stopPropagation()
        if (event.key === 'Escape') close()
      }}
    />
  )
}
