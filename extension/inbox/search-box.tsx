import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import type { InboxState } from './create-inbox-state.ts'

/** Finds conversations by name or phone. «/» comes here from anywhere, Esc empties it. */
export function SearchBox({ state }: { state: InboxState }) {
  return (
    <search class="search-box">
      <Icon name="search" />
      <input
        id="search"
        type="search"
        class="search-input"
        value={state.query.value}
        placeholder={i18n.t('search.placeholder')}
        aria-label={i18n.t('search.placeholder')}
        autocomplete="off"
        spellcheck={false}
        data-testid="search"
        onInput={(event) => state.search(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') state.search('')
          if (event.key === 'ArrowDown') document.querySelector<HTMLElement>('.conversation-row')?.focus()
        }}
      />
    </search>
  )
}
