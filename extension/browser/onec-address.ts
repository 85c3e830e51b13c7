/** A base's address in its one form: no slash, no fragment, no language at the end. @returns undefined when it is no web address */
export function baseAddress(typed: string): string | undefined {
  const url = URL.canParse(typed.trim()) ? new URL(typed.trim()) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') return undefined
  const path = url.pathname.replace(/\/+$/, '').replace(language, '')
  return `${url.origin}${path}`
}

/** The web client puts its language behind the base: `/trade/ru_RU/`, `/trade/ru/`. A base may itself be named `/ut`. */
const language = /\/[a-z]{2}_[A-Z]{2}$|(?<=\/.*)\/(ru|en)$/

/** Whether a page is the web client of this base, in whichever language. */
export function isOfBase(webAddress: string, page: string): boolean {
  const base = baseAddress(webAddress)
  const url = URL.canParse(page) ? new URL(page) : undefined
  if (base === undefined || url === undefined) return false
  const shown = `${url.origin}${url.pathname}`
  return shown === base || shown.startsWith(`${base}/`)
}

export interface LinkInBase {
  /** What stands behind the `#`, like `e1cib/data/Справочник.Контрагенты?ref=…`. */
  internal: string
  /** The same as an address that opens the base. */
  external: string
}

/** Only 1C's own navigation links: whatever else a base may send is opened by nobody. */
export function linkInBase(webAddress: string, url: string): LinkInBase | undefined {
  const base = baseAddress(webAddress)
  const internal = url.startsWith(`${base}/#`) || url.startsWith(`${base}#`) ? url.slice(url.indexOf('#') + 1) : url
  if (base === undefined || !/^e1cib\/\S+$/.test(internal)) return undefined
  return { internal, external: `${base}/#${internal}` }
}

/** Whether a page is the one with which this relay opens a conversation. */
export function isOpenPage(relay: string, page: string): boolean {
  const url = URL.canParse(page) ? new URL(page) : undefined
  return url !== undefined && `${url.origin}${url.pathname}` === `${relay}/open`
}
