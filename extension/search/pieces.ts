/** A piece of an excerpt, and whether it is what was looked for. */
export interface Piece {
  text: string
  isHit: boolean
}

/** Cuts a text at its hits, as the relay names them. Pure. */
export function pieces(text: string, hits: readonly (readonly [from: number, to: number])[]): Piece[] {
  const cut: Piece[] = []
  let place = 0
  for (const [from, to] of hits) {
    if (from < place || to <= from || to > text.length) continue
    cut.push({ text: text.slice(place, from), isHit: false }, { text: text.slice(from, to), isHit: true })
    place = to
  }
  return [...cut, { text: text.slice(place), isHit: false }].filter((piece) => piece.text !== '')
}
