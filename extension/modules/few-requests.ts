import type { UserConfig } from 'vite'
import { defineWxtModule } from 'wxt/modules'

/** What the bundler knows of a module: who imports it statically. */
type Look = (id: string) => { importers: readonly string[] } | null

/** The script of popup and side panel, for which people wait. */
const inboxScript = '/entrypoints/popup/main.ts'
const isPageScript = (id: string): boolean => /\/entrypoints\/[\w-]+\/main\.ts$/.test(id)

/** WXT's own script of every page. There is nothing in it; alone it would be a request more. */
const emptyScript = 'virtual:wxt-html-plugins'

/**
 * A file that a page asks for costs the browser some milliseconds, however small it is. What the inbox needs for its first paint comes in two: `shared` with what other pages need
 * too, `inbox` with the rest (docs/decisions/0024).
 */
export default defineWxtModule({
  name: 'few-requests',
  setup(wxt) {
    wxt.hook('vite:build:extendConfig', (entrypoints, config) => {
      if (entrypoints.some(({ name }) => name === 'popup')) putTogether(config)
    })
  },
})

function putTogether(config: UserConfig): void {
  // The pages take the browser's own promises. Only listeners that answer with a promise want the polyfill: the background and the content scripts have them.
  config.resolve = { ...config.resolve, alias: { ...config.resolve?.alias, 'wxt/browser': '@wxt-dev/browser' } }
  const { rolldownOptions } = config.build ?? {}
  const groups = [
    { ...group('shared', (pages) => pages.size > 1), priority: 2 },
    { ...group('inbox', (pages) => pages.size === 1), priority: 1 },
  ]
  const output = { ...rolldownOptions?.output, codeSplitting: { groups } }
  // Every browser that we support preloads modules by itself.
  const modulePreload = { polyfill: false }
  config.build = { ...config.build, modulePreload, rolldownOptions: { ...rolldownOptions, output } }
}

function group(name: string, isOf: (pages: ReadonlySet<string>) => boolean) {
  const known = new Map<string, Set<string>>()
  return {
    debugName: name,
    name: (id: string, bundler: { getModuleInfo: Look }): string | null => {
      if (id.includes(emptyScript)) return 'shared'
      const pages = pagesWith(id, (each) => bundler.getModuleInfo(each), known)
      return [...pages].some((page) => page.endsWith(inboxScript)) && isOf(pages) ? name : null
    },
  }
}

/** The scripts of the pages that load a module before they run. */
function pagesWith(id: string, look: Look, known: Map<string, Set<string>>): Set<string> {
  const before = known.get(id)
  if (before !== undefined) return before
  const pages = new Set<string>(isPageScript(id) ? [id] : [])
  known.set(id, pages)
  for (const importer of look(id)?.importers ?? []) for (const page of pagesWith(importer, look, known)) pages.add(page)
  return pages
}
