import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Icon, type IconName } from '../design/icon.tsx'
import { MenuFrame } from './menu-frame.tsx'

export interface MenuButtonProps {
  label: string
  icon: IconName
  testId: string
  /** Beside that of every button. */
  class?: string
  /** The entries, elements with a role of `menuitem`. @param close whoever is chosen closes the menu first. */
  children: (close: () => void) => ComponentChildren
}

/** A button that opens a menu; closed, the focus stands on it again. */
export function MenuButton({ label, icon, testId, class: own = '', children }: MenuButtonProps) {
  const open = useSignal(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    open.value = false
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class={`button ${own}`.trim()}
        data-look="icon"
        data-testid={testId}
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label={label}
        title={label}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name={icon} />
      </button>
      {open.value && button.current !== null && (
        <MenuFrame label={label} at={button.current} close={close}>
          {children(close)}
        </MenuFrame>
      )}
    </>
  )
}
