import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Colleague } from '../../../shared/events.ts'
import type { EmployeeId } from '../../../shared/ids.ts'
import type { ComposerState } from '../composer-state.ts'
import { findColleagues, mentionBegun } from './find-mentions.ts'

export interface MentionsState {
  /** Whom the word after the @ may mean; `undefined` while the list is closed. */
  found: ReadonlySignal<Colleague[] | undefined>
  marked: ReadonlySignal<number>
  mark(place: number): void
  choose(colleague: Colleague): Promise<void>
  /** A key of the box, while the list is open. @returns whether it was the list's. */
  press(key: string): boolean
}

/** Colleagues to be mentioned in a hidden note, offered after an @. */
export function createMentionsState(
  composer: Pick<ComposerState, 'text' | 'noteMode' | 'caret' | 'type' | 'mention'>,
  colleagues: ReadonlySignal<readonly Colleague[]>,
  me: ReadonlySignal<EmployeeId | undefined>,
): MentionsState {
  const place = signal(0)
  const leftAt = signal<string | undefined>(undefined)
  const begun = computed(() => {
    const text = composer.text.value
    return composer.noteMode.value && text !== leftAt.value ? mentionBegun(text, composer.caret()) : undefined
  })
  const found = computed(() => {
    if (begun.value === undefined) return undefined
    const others = colleagues.value.filter(({ id }) => id !== me.value)
    const fitting = findColleagues(others, begun.value.word)
    return fitting.length === 0 ? undefined : fitting
  })
  const marked = computed(() => Math.min(place.value, Math.max(0, (found.value?.length ?? 0) - 1)))
  const choose = async ({ id, name }: Colleague) => {
    if (begun.value === undefined) return
    const { from, word } = begun.value
    const text = composer.text.value
    const put = `@${name} `
    place.value = 0
    composer.mention(id)
    await composer.type(text.slice(0, from) + put + text.slice(from + 1 + word.length), from + put.length)
  }
  const walk = (step: number, length: number) => {
    place.value = (marked.value + step + length) % length
  }
  return {
    found,
    marked,
    choose,
    mark: (at) => {
      place.value = at
    },
    press(key) {
      const shown = found.value
      if (shown === undefined) return false
      const chosen = shown[marked.value]
      if (key === 'ArrowDown') walk(1, shown.length)
      else if (key === 'ArrowUp') walk(-1, shown.length)
      else if (key === 'Escape') leftAt.value = composer.text.value
      else if ((key === 'Enter' || key === 'Tab') && chosen !== undefined) void choose(chosen)
      else return false
      return true
    },
  }
}
