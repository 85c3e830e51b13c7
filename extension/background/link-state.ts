import type { LinkState } from '../database/rows.ts'

/** A state that needs patience or a person stands until a welcome: trying again every half minute must not make it flicker. */
export const linkWhileOpening = (link: LinkState): LinkState => (staysUntilWelcome(link) ? link : 'connecting')

/** The first loss is most often healed within a second or two; people are told of «no connection» when that has failed too. */
export function linkAfterLoss(link: LinkState): LinkState {
  if (link === 'live') return 'connecting'
  return link === 'connecting' ? 'offline' : link
}

const staysUntilWelcome = (link: LinkState): boolean =>
  link === 'offline' || link === 'noRight' || link === 'relayTooOld' || link === 'extensionTooOld'
