const hidden = '***'

/** A proxy's address as people may see it: with `***` in the place of its password. */
export function withoutPassword(proxy: string | null): string | null {
  if (proxy === null || !URL.canParse(proxy)) return proxy
  const url = new URL(proxy)
  if (url.password === '') return proxy
  url.password = hidden
  return url.href
}

/**
 * The address to keep: `***` in it stands for the password that is kept already.
 * @returns undefined when there is none to keep: the address leads to another place, so the password has to be typed again.
 */
export function withKeptPassword(proxy: string | null, kept: string | null): string | null | undefined {
  if (proxy === null || !URL.canParse(proxy) || new URL(proxy).password !== hidden) return proxy
  return withoutPassword(kept) === new URL(proxy).href ? kept : undefined
}
