/**
 * A place of the inbox: the conversation with a phone that stands in some text. `show`: the one that is there, else the search from which one may be begun; `begin`: it is begun
 * at once, because the person has asked for just that.
 */
export type PhoneWish = 'show' | 'begin'

export const phonePlace = (wish: PhoneWish, text: string): string => `#/phone/${wish}/${encodeURIComponent(text)}`

/** What an address asks for; undefined when it is another place. */
export function phoneAsked(hash: string): { wish: PhoneWish; text: string } | undefined {
  const [, wish, text] = /^#\/phone\/(show|begin)\/(.*)$/.exec(hash) ?? []
  if ((wish !== 'show' && wish !== 'begin') || text === undefined) return undefined
  try {
    return { wish, text: decodeURIComponent(text) }
  } catch {
    return undefined
  }
}
