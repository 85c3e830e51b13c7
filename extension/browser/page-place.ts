/** Where this page of the inbox stands. A tab counts as a popup: it has the same address. */
export type PagePlace = 'popup' | 'window' | 'beside'

/** A window of its own is opened with this, so that the page knows. */
export const windowMark = '?window'

export function pagePlace({ pathname, search }: Pick<Location, 'pathname' | 'search'>): PagePlace {
  if (pathname.endsWith('/sidepanel.html')) return 'beside'
  return search === windowMark ? 'window' : 'popup'
}
