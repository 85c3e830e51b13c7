import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { placeMenu } from './place-menu.ts'

export interface MenuFrameProps {
  label: string
  /** The button that has opened it. */
  at: HTMLElement
  close: () => void
  /** Elements with a role of `menuitem`. */
  children: ComponentChildren
}

/** An open menu: beside its button, walked by the arrows, closed by Esc, Tab and a press elsewhere. */
export function MenuFrame({ label, at, close, children }: MenuFrameProps) {
  const menu = useRef<HTMLDivElement>(null)
  // Before it is painted: it must not be seen elsewhere first, nor a key miss it.
  useLayoutEffect(() => {
    const element = menu.current
    if (element === null) return undefined
    placeMenu(element, at)
    element.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
    const outside = (event: Event) => {
      if (event.target instanceof Node && !element.contains(event.target) && !at.contains(event.target)) close()
    }
    document.addEventListener('pointerdown', outside)
    window.addEventListener('blur', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      window.removeEventListener('blur', close)
    }
  }, [at])
  return (
    <div
      ref={menu}
      class="message-menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      onKeyDown={(event) => walk(event, close)}
    >
      {children}
    </div>
  )
}

/** ↑ ↓ ← → walk, Esc and Tab close. Nothing of it reaches the page: there Esc would leave the conversation. */
function walk(event: KeyboardEvent, close: () => void): void {
  const menu = event.currentTarget
  if (!(menu instanceof HTMLElement)) return
  const items = [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const here = items.findIndex((item) => item.matches(':focus'))
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key]
  const typing = event.target instanceof HTMLInputElement
  if (step !== undefined && !typing) items[(here + step + items.length) % items.length]?.focus()
  else if (event.key === 'Escape' || event.key === 'Tab') close()
  else return
  event.preventDefault()
  event.stopPropagation()
}
