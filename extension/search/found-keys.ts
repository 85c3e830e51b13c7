import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import type { ConversationRoute } from '../inbox/conversation-route.ts'

/** ↓ and ↑ walk through the results, on from the list above them; whoever comes back from a conversation stands where he left. */
export function useFoundKeys(place: RefObject<HTMLElement | null>, route: ConversationRoute): void {
  useEffect(() => {
    const column = place.current?.closest('.inbox-main')
    if (!(column instanceof HTMLElement)) return undefined
    let left: Element | undefined
    const lines = () => [...(place.current?.querySelectorAll<HTMLElement>('.found-line') ?? [])]
    const walk = (event: KeyboardEvent) => {
      const next = nextLine(event, lines())
      if (next === undefined) return
      event.preventDefault()
      next.focus()
    }
    const note = (event: MouseEvent) => {
      const line = event.target instanceof Element ? event.target.closest('a') : null
      left = line?.classList.contains('found-line') ? line : undefined
    }
    const comeBack = () => {
      const line = left
      if (route.open.value !== undefined || !(line instanceof HTMLElement)) return
      left = undefined
      // The list has put the focus on a row of its own by then.
      requestAnimationFrame(() => requestAnimationFrame(() => line.focus()))
    }
    column.addEventListener('keydown', walk)
    column.addEventListener('click', note)
    window.addEventListener('hashchange', comeBack)
    return () => {
      column.removeEventListener('keydown', walk)
      column.removeEventListener('click', note)
      window.removeEventListener('hashchange', comeBack)
    }
  }, [place, route])
}

/** From the last row of the list, from the field when the list is empty, and from line to line. */
function nextLine(event: KeyboardEvent, lines: HTMLElement[]): HTMLElement | undefined {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return undefined
  const from = event.target instanceof HTMLElement ? event.target : null
  const at = from === null ? -1 : lines.indexOf(from)
  if (event.key === 'ArrowUp') {
    const rows = document.querySelectorAll<HTMLElement>('.conversation-row')
    return at > 0
      ? lines[at - 1]
      : at === 0
        ? ([...rows].at(-1) ?? document.getElementById('search') ?? undefined)
        : undefined
  }
  if (event.key !== 'ArrowDown') return undefined
  if (at >= 0) return lines[at + 1]
  const isField = from?.id === 'search' && document.querySelector('.conversation-row') === null
  return isField || from?.classList.contains('conversation-row') ? lines[0] : undefined
}
