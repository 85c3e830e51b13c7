import { browser } from 'wxt/browser'
import { createServeCompanion, type ServeCompanion } from '../background/serve-companion.ts'
import { createInTurn } from '../database/in-turn.ts'
import { phonePlace } from '../inbox/phone-place.ts'
import { allowedPages, onAllowedPagesChanged } from './allowed-pages.ts'
import { registerCompanion } from './companion-registration.ts'
import type { Companions } from './companions.ts'
import { offerWriting, textToWriteTo } from './context-menu.ts'
import { basePatterns } from './match-pattern.ts'
import { isOpenPage } from './onec-address.ts'
import { openInbox } from './open-inbox.ts'
import { spokenWords } from './spoken-words.ts'

export interface StandInPages {
  companions: Companions
  menuTitle: () => string
}

/**
 * Everything that the extension does in pages of others, for the background's first turn: what the user has allowed is kept in step with what stands there, and what comes from there
 * is answered. @returns answers what a content script asks
 */
export function standInPages({ companions, menuTitle }: StandInPages): ServeCompanion {
  const inTurn = createInTurn()
  const keepInStep = () => {
    companions.tellAll()
    inTurn(async () => {
      const pages = await allowedPages()
      await spokenWords.areThere()
      await offerWriting(pages.onec.flatMap(basePatterns), menuTitle())
      await registerCompanion(pages)
    }).catch((reason: unknown) => console.error('the pages of 1C are not in step', reason))
  }
  browser.runtime.onConnect.addListener(companions.take)
  browser.contextMenus.onClicked.addListener((click, tab) => {
    const text = textToWriteTo(click)
    if (text !== undefined) void openInbox({ windowId: tab?.windowId, place: phonePlace('begin', text) })
  })
  onAllowedPagesChanged(keepInStep)
  spokenWords.onChange(keepInStep)
  keepInStep()
  return createServeCompanion({
    openInbox,
    moved: (height) => companions.moved(height),
    isOpenPage: async (url) => {
      const { relay } = await allowedPages()
      return relay !== undefined && isOpenPage(relay, url)
    },
  })
}
