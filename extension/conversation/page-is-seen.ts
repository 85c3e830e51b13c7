import { signal } from '@preact/signals'

/** Whether this page is on the screen: a side panel may be open behind another window. */
export const pageIsSeen = signal(document.visibilityState === 'visible')

document.addEventListener('visibilitychange', () => {
  pageIsSeen.value = document.visibilityState === 'visible'
})
