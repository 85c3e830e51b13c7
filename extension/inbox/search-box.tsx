import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import { enterList } from './inbox-keys.ts'
import type { ListState } from './list-state.ts'

/** Finds conversations by name or phone, and messages by their words. «/» comes here from anywhere, Esc empties it. */
export function SearchBox({ state }: { state: ListState }) {
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
          if (event.key === 'Escape') leave(event, state)
          if (event.key === 'ArrowDown') enterList(state, window)
        }}
      />
    </search>
  )
}

/** The first Esc empties the field, the next one goes to the list; an empty list has nowhere to go to. */
function leave(event: KeyboardEvent, state: ListState): void {
  if (state.query.value === '') {
    enterList(state, window)
    return
  }
  event.preventDefault()
  event.stopPropagation()
  state.search('')
}
