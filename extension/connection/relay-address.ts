/**
 * The relay's address as people type it, in its one form: scheme and host, no slash at the end, so that paths can be put behind it.
 * @returns undefined when it cannot be an address.
 */
export function relayAddress(typed: string): string | undefined {
  const text = typed.trim()
  // Chromium takes a space in a host name for a part of it.
  if (/\s/.test(text)) return undefined
  const url = parseUrl(text.includes('://') ? text : `${likelyScheme(text)}://${text}`)
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined
  if (url.username !== '' || url.search !== '' || url.hash !== '') return undefined
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** A name inside the office has no certificate as a rule; an address on the internet has to have one. */
const likelyScheme = (host: string): 'http' | 'https' =>
  /^(localhost|[^./:]+|10\.[\d.]+|127\.[\d.]+|192\.168\.[\d.]+|172\.(1[6-9]|2\d|3[01])\.[\d.]+)(:\d+)?(\/|$)/.test(host)
    ? 'http'
    : 'https'

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
