import { computed, signal } from '@preact/signals'
import type { FirstPaint } from './first-paint.ts'
import { type ListChoices, type ListInputs, type ListState, listVerbs } from './list-state.ts'

/** The list as it was, working already: whatever is chosen in it is kept when the store takes over. */
export function firstState(paint: FirstPaint, choices: ListChoices, inputs: ListInputs): ListState {
  const { tab, counts, total, rows } = paint
  const listed = {
    ids: rows.map(({ id }) => id),
    total,
    rows: new Map(rows.map((row) => [row.id, row])),
    muted: new Set<never>(),
  }
  return {
    ...inputs,
    ...listVerbs(choices),
    here: signal(paint.here),
    tab: computed(() => choices.tab.value ?? tab),
    // Another tab, or a search, is not in the picture: it waits for the store.
    listed: computed(() => (choices.tab.value === tab && choices.query.value.trim() === '' ? listed : undefined)),
    counts: signal(counts),
    // Notes that name the person and half-written words are not in the picture.
    mentioned: signal(new Set()),
    drafts: signal(new Map()),
    query: choices.query,
    focused: choices.focused,
  }
}
