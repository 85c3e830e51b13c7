/** A part of a note: plain words, or the name of a colleague who is meant. */
export type NotePiece = { text: string } | { mention: string }

/** Where colleagues are meant: «@Ольга», only by names that there are, the longest first («@Анна Петрова» before «@Анна»). Pure. */
export function mentionsIn(text: string, names: readonly string[]): NotePiece[] {
  const known = names.filter((name) => name !== '').toSorted((one, other) => other.length - one.length)
  const pieces: NotePiece[] = []
  let done = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, done))) {
    const name = known.find((each) => isNameAt(text, at + 1, each))
    if (name === undefined || /[\p{L}\p{N}]/u.test(text.charAt(at - 1))) continue
    if (at > done) pieces.push({ text: text.slice(done, at) })
    done = at + 1 + name.length
    pieces.push({ mention: text.slice(at, done) })
  }
  if (done < text.length) pieces.push({ text: text.slice(done) })
  return pieces
}

const isNameAt = (text: string, at: number, name: string): boolean =>
  text.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
  !/[\p{L}\p{N}]/u.test(text.charAt(at + name.length))
