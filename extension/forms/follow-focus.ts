import { type ReadonlySignal, signal } from '@preact/signals'

/** Whether the person is in this window. */
export function followFocus(page: Pick<Window, 'document' | 'addEventListener' | 'removeEventListener'>): {
  hasFocus: ReadonlySignal<boolean>
  stop(): void
} {
  const hasFocus = signal(page.document.hasFocus())
  const look = () => {
    hasFocus.value = page.document.hasFocus()
  }
  page.addEventListener('focus', look)
  page.addEventListener('blur', look)
  return {
    hasFocus,
    stop() {
      page.removeEventListener('focus', look)
      page.removeEventListener('blur', look)
    },
  }
}
