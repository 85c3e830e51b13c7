/** Which bytes are asked for: first and last. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * What a `Range` header asks of a file of that size (RFC 9110, 14.2). `undefined`: the whole file; also for several ranges at once and for what cannot be
 * read, as the RFC allows. `unsatisfiable`: nothing of it lies in the file. Pure.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  // The last so many bytes.
  if (first === '') return Number(last) === 0 || size === 0 ? 'unsatisfiable' : fromEnd(Number(last), size)
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return undefined
  return start >= size ? 'unsatisfiable' : { start, end }
}

const fromEnd = (length: number, size: number): ByteRange => ({ start: Math.max(0, size - length), end: size - 1 })

/** Whether a range may be given: what the asker has so far must be of the very same bytes. */
export const rangeStillFits = (ifRange: string | undefined, etag: string): boolean =>
  ifRange === undefined || ifRange.trim() === etag
