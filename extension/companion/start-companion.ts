import type { CompanionAsk, CompanionNews, TabAsk } from './companion-messages.ts'
import { followLink } from './follow-link.ts'
import { showPasteHint } from './paste-hint.ts'
import { drawUnreadButton, type UnreadButton } from './unread-button.ts'

/** The companion's only way out of the page, and the only one that it listens to. */
export interface CompanionLine {
  ask(question: CompanionAsk): void
}

export type OpenCompanionLine = (
  heard: (news: CompanionNews) => void,
  asked: (ask: TabAsk) => Promise<unknown>,
) => CompanionLine

/** What stands beside 1C in its window: the unread button, and the hand that opens a card. Nothing is drawn before the background has said what. */
export function startCompanion(page: Window, openLine: OpenCompanionLine): { leave(): void } {
  let button: UnreadButton | undefined
  const leave = () => {
    button?.leave()
    button = undefined
  }
  const heard = (news: CompanionNews) => {
    if ('over' in news || news.face === null) return leave()
    button ??= drawUnreadButton(page.document, {
      open: () => line.ask({ companion: 'openInbox' }),
      moved: (height) => line.ask({ companion: 'moved', height }),
    })
    button.show(news.face)
    button.stand(news.height)
  }
  const line = openLine(heard, (ask) => answer(page, ask))
  return { leave }
}

async function answer(page: Window, ask: TabAsk): Promise<unknown> {
  if ('areYouThere' in ask) return true
  if (await followLink(page, ask.openLink)) return 'openTab'
  await showPasteHint(page, ask.openLink, ask.hint)
  return 'pasteHint'
}
