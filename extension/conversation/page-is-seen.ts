import { signal } from '@preact/signals'

const isSeen = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** Whether somebody is at this page: a side panel may stand open beside 1C, or behind another window, while nobody reads it. */
export const pageIsSeen = signal(isSeen())

const look = () => {
  pageIsSeen.value = isSeen()
}
document.addEventListener('visibilitychange', look)
window.addEventListener('focus', look)
window.addEventListener('blur', look)
