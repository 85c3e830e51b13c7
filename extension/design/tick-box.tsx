import type { ComponentChildren } from 'preact'

export interface TickBoxProps {
  on: boolean
  onChange: (on: boolean) => void
  children: ComponentChildren
  off?: boolean
  /** With a `group` it is one choice of several (a radio button). */
  group?: string
}

export function TickBox({ on, onChange, children, off = false, group }: TickBoxProps) {
  return (
    <label class="tick-box">
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        name={group}
        checked={on}
        disabled={off}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
