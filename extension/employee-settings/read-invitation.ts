import { looksLikeCode, normalCode } from './one-time-code.ts'

export interface Invitation {
  address: string
  code: string
}

/**
 * Address and code out of the words in which they were sent; a field of one line may have swallowed what stood between them.
 * @returns undefined when it is not both.
 */
export function readInvitation(text: string): Invitation | undefined {
  const address = /https?:\/\/[^\s,;]+/.exec(text)?.[0]
  const code = normalCode(
    /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,5}(?![0-9A-Z-])/.exec(text.replace(address ?? '', ' '))?.[0] ?? '',
  )
  return address !== undefined && looksLikeCode(code) ? { address, code } : undefined
}
