import { browser } from 'wxt/browser'
import type { CompanionAsk, CompanionNews, TabAsk } from '../companion/companion-messages.ts'
import type { CompanionLine } from '../companion/start-companion.ts'

export const companionLine = 'companion'

/** A worker that was stopped is woken, but not in a loop. Milliseconds. */
const againAfter = 1000

export interface CompanionEnds {
  heard(news: CompanionNews): void
  asked(ask: TabAsk): Promise<unknown>
  /** The extension was updated, switched off or removed: this script belongs to nobody any more and must stay silent. */
  orphaned(): void
  signal: AbortSignal
}

/** In a content script: the line to the background, opened again when the worker was stopped. */
export function openCompanionLine({ heard, asked, orphaned, signal }: CompanionEnds): CompanionLine {
  const connect = (): void => {
    if (signal.aborted) return
    if (!isOurs()) {
      orphaned()
      return
    }
    try {
      const port = browser.runtime.connect({ name: companionLine })
      let isOver = false
      port.onMessage.addListener((message: unknown) => {
        if (signal.aborted || !isNews(message)) return
        isOver = 'over' in message
        heard(message)
      })
      port.onDisconnect.addListener(() => {
        if (!isOurs()) orphaned()
        else if (!isOver) setTimeout(connect, againAfter)
      })
      signal.addEventListener('abort', () => port.disconnect(), { once: true })
    } catch {
      orphaned()
    }
  }
  const answer = (message: unknown) => (isTabAsk(message) ? asked(message) : undefined)
  browser.runtime.onMessage.addListener(answer)
  signal.addEventListener('abort', () => isOurs() && browser.runtime.onMessage.removeListener(answer), { once: true })
  connect()
  return { ask: (question) => askBackground(question, orphaned) }
}

function askBackground(question: CompanionAsk, orphaned: () => void): void {
  try {
    // Nothing is answered; that the worker closes the channel is no error.
    browser.runtime.sendMessage(question).catch(() => undefined)
  } catch {
    orphaned()
  }
}

const isOurs = (): boolean => browser.runtime?.id !== undefined

/** Only our own background can hold the other end, of this same build. */
const isNews = (message: unknown): message is CompanionNews =>
  typeof message === 'object' && message !== null && ('over' in message || 'face' in message)

const isTabAsk = (message: unknown): message is TabAsk =>
  typeof message === 'object' && message !== null && ('areYouThere' in message || 'openLink' in message)
