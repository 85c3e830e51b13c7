import { i18n } from '#i18n'
import type { MentionsState } from './create-mentions-state.ts'

export const mentionListId = 'mention-list'
export const mentionId = (place: number): string => `${mentionListId}-${place}`

/** Colleagues above the box after an @. The keyboard stays in the box: the list only shows what its keys do. */
export function MentionList({ state }: { state: MentionsState }) {
  const found = state.found.value
  if (found === undefined) return null
  return (
    <div class="template-place" data-testid="mentions">
      <div
        id={mentionListId}
        role="listbox"
        class="template-list"
        aria-label={i18n.t('noteMode.colleagues')}
        tabIndex={-1}
      >
        {found.map((colleague, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which names this line as its active one -- reason: the keyboard stays in the box
          <div
            key={colleague.id}
            id={mentionId(place)}
            role="option"
            tabIndex={-1}
            class="template-line"
            aria-selected={state.marked.value === place}
            data-testid="colleague"
            onPointerMove={() => state.mark(place)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void state.choose(colleague)}
          >
            <span class="template-name">{colleague.name}</span>
          </div>
        ))}
      </div>
      <p class="template-keys">{i18n.t('noteMode.mentionKeys')}</p>
    </div>
  )
}
