import { onClick } from './closed-room.ts'
import type { CompanionAsk } from './companion-messages.ts'

/**
 * On the relay's page `/open?phone=…`: asks the background to open the conversation, at once when somebody has just come by a link, and at the page's own button. What the page
 * says is the page's: `data-panel` on its root only chooses the sentence.
 */
export function startOpenPage(page: Window, ask: (question: CompanionAsk) => Promise<unknown>): void {
  const { document } = page
  const phone = document.querySelector<HTMLMetaElement>('meta[name="messenger-panel-phone"]')?.content
  if (phone === undefined) return
  const say = (state: 'here' | 'opened') => document.documentElement.setAttribute('data-panel', state)
  const open = async () => {
    if ((await ask({ companion: 'openPhone', phone })) === true) say('opened')
  }
  say('here')
  for (const button of document.querySelectorAll('button')) onClick(button, () => void open())
  if (cameByLink(page)) void open()
}

/** A tab that the browser has brought back, or that waits behind others, must not push the inbox in front of its reader. */
function cameByLink({ document, performance }: Window): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  const type = navigation !== undefined && 'type' in navigation ? navigation.type : 'navigate'
  return type === 'navigate' && document.visibilityState === 'visible'
}
