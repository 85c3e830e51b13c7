import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'

export interface AttachFrameProps {
  title: string
  close: () => void
  /** Why it cannot be sent yet is shown by the form; then the button does nothing. */
  off: boolean
  send: () => void
  children: ComponentChildren
}

/** A small form above the box. Its first field has the keyboard at once; Esc leaves it, and nothing else. */
export function AttachFrame({ title, close, off, send, children }: AttachFrameProps) {
  const id = useId()
  const frame = useRef<HTMLFormElement>(null)
  // Also a form that has nothing to type takes the keyboard: Esc is its own.
  useLayoutEffect(() => {
    const [field, button] = ['input, textarea', 'button'].map((each) => frame.current?.querySelector<HTMLElement>(each))
    const first = field ?? button
    first?.focus()
  }, [])
  return (
    <form
      ref={frame}
      class="attach-form"
      aria-labelledby={id}
      data-testid="attach-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!off) send()
      }}
    >
      <header class="attach-form-head">
        <h2 id={id}>{title}</h2>
        <Button look="icon" label={i18n.t('attach.close')} onPress={close}>
          <Icon name="cross" />
        </Button>
      </header>
      {children}
      <Button type="submit" look="main" off={off} testId="attach-send">
        {i18n.t('composer.send')}
      </Button>
    </form>
  )
}
