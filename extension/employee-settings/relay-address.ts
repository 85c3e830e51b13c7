/** An address as typed, made whole: `reley.example` means https, this machine and bare IPs mean http. Nothing when it cannot be one. */
export function wholeAddress(typed: string): string | undefined {
  const text = typed.trim().replace(/\/+$/, '')
  if (text === '') return undefined
  const withScheme = /^https?:\/\//i.test(text) ? text : `${schemeFor(text)}://${text}`
  if (/\s/.test(withScheme) || !URL.canParse(withScheme)) return undefined
  const { protocol, hostname } = new URL(withScheme)
  return (protocol === 'http:' || protocol === 'https:') && hostname !== '' ? withScheme : undefined
}

const schemeFor = (host: string): 'http' | 'https' =>
  /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[)/i.test(host) ? 'http' : 'https'
