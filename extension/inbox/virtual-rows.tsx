import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { ConversationRow } from './conversation-row.tsx'
import type { Listed, ListState } from './list-state.ts'
import { useSteadyFocus, useSteadyScroll } from './steady-list.ts'
import { useView } from './use-view.ts'
import { drawnRows, rowAfterKey, rowHeight, scrolledTo } from './virtual-window.ts'

export interface VirtualRowsProps {
  listed: Listed
  state: ListState
  /** The scrolling box around. */
  box: RefObject<HTMLElement | null>
}

/** Thousands of rows of which only those in sight, and the one of the keyboard, are in the page. */
export function VirtualRows({ listed, state, box }: VirtualRowsProps) {
  const { ids, total } = listed
  const list = useRef<HTMLUListElement>(null)
  const view = useView(box)
  const drawn = drawnRows(view.value, ids.length)
  useEffect(() => state.look(drawn), [drawn.from, drawn.to])
  useSteadyScroll(box, ids, `${state.tab.value} ${state.query.value.trim()}`)
  const focus = useSteadyFocus(list, ids, state.focused.value, state.focus)

  const walk = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const next = rowAfterKey(event.key, focus.index, ids.length, view.value.height)
    const id = next === undefined ? undefined : ids[next]
    if (next === undefined || id === undefined || box.current === null) return
    event.preventDefault()
    box.current.scrollTop = scrolledTo(next, view.value)
    focus.moveTo(id)
  }
  const rows = []
  for (let index = drawn.from; index < drawn.to; index += 1) rows.push(index)
  if (focus.index < drawn.from) rows.unshift(focus.index)
  if (focus.index >= drawn.to) rows.push(focus.index)
  return (
    <ul
      ref={list}
      class="rows"
      style={{ height: `${total * rowHeight}px` }}
      onKeyDown={walk}
      onFocusIn={(event) => standOn(event, state)}
    >
      {rows.map((index) => {
        const id = ids[index]
        return id === undefined ? null : (
          <ConversationRow
            key={id}
            id={id}
            row={listed.rows.get(id)}
            index={index}
            total={total}
            isReached={index === focus.index}
            muted={listed.muted.has(id)}
            mentioned={state.mentioned.value.has(id)}
            state={state}
          />
        )
      })}
    </ul>
  )
}

/** The keyboard is where the focus is, however it came there. */
function standOn(event: FocusEvent, state: ListState): void {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-conversation-id]') : null
  const id = state.listed.peek()?.ids.find((known) => known === row?.dataset.conversationId)
  if (id !== undefined) state.focus(id)
}
