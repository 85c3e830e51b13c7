import { browser } from 'wxt/browser'
import type { AllowedPages } from './allowed-pages.ts'
import { basePatterns, openPagePatterns } from './match-pattern.ts'

interface Script {
  id: string
  file: '/content-scripts/onec-web-client.js' | '/content-scripts/open-page.js'
  matches: string[]
}

const besideOnec = 'onec-web-client'

/** Which script goes into which pages. Pure. */
export function scriptsFor({ onec, relay }: AllowedPages): Script[] {
  const scripts: Script[] = [
    { id: besideOnec, file: '/content-scripts/onec-web-client.js', matches: onec.flatMap(basePatterns) },
    {
      id: 'open-page',
      file: '/content-scripts/open-page.js',
      matches: relay === undefined ? [] : openPagePatterns(relay),
    },
  ]
  return scripts.filter(({ matches }) => matches.length > 0)
}

/**
 * The sole owner of what is injected where: exactly what is allowed, also in tabs that are open already. To be called at each start of the background: an update of the
 * extension makes the browser forget registrations, and leaves orphans in open tabs.
 */
export async function registerCompanion(pages: AllowedPages): Promise<void> {
  const wanted = scriptsFor(pages)
  const registered = await browser.scripting.getRegisteredContentScripts()
  if (inWords(registered) !== inWords(wanted)) {
    if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) })
    if (wanted.length > 0)
      await browser.scripting.registerContentScripts(
        wanted.map(({ id, file, matches }) => ({
          id,
          js: [file.slice(1)],
          matches,
          runAt: 'document_idle',
          persistAcrossSessions: true,
        })),
      )
  }
  // The relay's page acts as soon as it is opened: in a tab that was opened long ago nobody expects that any more.
  await Promise.all(wanted.filter(({ id }) => id === besideOnec).map(putIntoOpenTabs))
}

const inWords = (scripts: { id: string; matches?: string[] | undefined }[]): string =>
  scripts
    .map(({ id, matches = [] }) => `${id} ${[...matches].sort().join(' ')}`)
    .sort()
    .join('\n')

async function putIntoOpenTabs({ file, matches }: Script): Promise<void> {
  const tabs = await browser.tabs.query({ url: matches })
  await Promise.all(
    tabs.map(async ({ id }) => {
      if (id === undefined || (await hasCompanion(id))) return
      // A tab that shows an error page, or was closed meanwhile, takes none.
      await browser.scripting.executeScript({ target: { tabId: id }, files: [file] }).catch(() => undefined)
    }),
  )
}

const hasCompanion = (tabId: number): Promise<boolean> =>
  browser.tabs.sendMessage(tabId, { areYouThere: true }).then(
    (answer: unknown) => answer === true,
    () => false,
  )
