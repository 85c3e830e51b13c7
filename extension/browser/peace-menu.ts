import { type Browser, browser } from 'wxt/browser'
import { i18n } from '#i18n'
import type { DoNotDisturb } from '../notifications/notification-settings.ts'
import { peaceOffWords } from '../notifications/peace-words.ts'
import { isPeace, peaceFor, peaceTerms } from '../notifications/when-to-disturb.ts'
import { followWishes, saveDoNotDisturb } from './notification-storage.ts'
import { spokenWords } from './spoken-words.ts'

const prefix = 'peace:'
const off = `${prefix}off`
/** Firefox with MV2 calls the button otherwise. */
const contexts: [`${Browser.contextMenus.ContextType}`] = [browser.action === undefined ? 'browser_action' : 'action']

/** «Не беспокоить» in the menu of the toolbar's button. For the background's first turn. @returns to be called now and then: whether the term is over */
export function offerPeace(): { look(): void } {
  browser.contextMenus.onClicked.addListener(({ menuItemId }) => {
    const chosen = String(menuItemId)
    const term = peaceTerms.find((each) => chosen === prefix + each)
    if (term !== undefined) void saveDoNotDisturb(peaceFor(term, Date.now()))
    else if (chosen === off) void saveDoNotDisturb(undefined)
  })
  let offered: DoNotDisturb
  followWishes(({ peace }) => {
    offered = peace
    void showMenu(peace)
  })
  spokenWords.onChange(() => void showMenu(offered))
  return {
    look: () => {
      if (offered === undefined || isPeace(offered, Date.now())) return
      offered = undefined
      void showMenu(undefined)
    },
  }
}

async function showMenu(peace: DoNotDisturb): Promise<void> {
  await spokenWords.areThere()
  const entries = [
    ...peaceTerms.map((term) => ({ id: prefix + term, title: i18n.t(`peace.${term}`) })),
    ...(isPeace(peace, Date.now()) ? [{ id: off, title: peaceOffWords(peace, Date.now()) }] : []),
  ]
  await Promise.all([...peaceTerms.map((term) => prefix + term), off].map(remove))
  for (const entry of entries) {
    browser.contextMenus.create({ ...entry, contexts }, () => {
      // Two starts at once: it is there already.
      void browser.runtime.lastError
    })
  }
}

const remove = (id: string): Promise<void> => browser.contextMenus.remove(id).catch(() => undefined)
