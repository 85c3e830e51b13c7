import type { ComponentChildren } from 'preact'

export interface ButtonProps {
  children: ComponentChildren
  onPress?: () => void
  look?: 'plain' | 'main' | 'quiet' | 'danger' | 'icon'
  type?: 'button' | 'submit'
  /** Says what the button does when it holds only an icon. */
  label?: string
  /** Shows progress and refuses further presses. */
  busy?: boolean
  /** Stays focusable, so that people who listen hear that it is there; `describedBy` says why it does nothing. */
  off?: boolean
  describedBy?: string | undefined
  testId?: string
}

export function Button(props: ButtonProps) {
  const { look = 'plain', type = 'button', busy = false, off = false } = props
  const press = (event: Event) => {
    if (busy || off) event.preventDefault()
    else props.onPress?.()
  }
  return (
    <button
      type={type}
      class="button"
      data-look={look}
      data-testid={props.testId}
      title={props.label}
      aria-label={props.label}
      aria-busy={busy}
      aria-disabled={busy || off}
      aria-describedby={props.describedBy}
      onClick={press}
    >
      {busy && <span class="spinner" aria-hidden="true" />}
      {props.children}
    </button>
  )
}
