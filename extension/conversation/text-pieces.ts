export type TextPiece = { text: string; link?: string }

const address = /https?:\/\/[^\s<>"'«»]+/gi
/** Signs that end a sentence more often than an address. */
const sentenceEnd = /[.,;:!?)\]}]+$/

/** Cuts a text into words and addresses. Only http and https become links: whatever else a client sends stays text. */
export function textPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = []
  let done = 0
  for (const found of text.matchAll(address)) {
    const link = withoutSentenceEnd(found[0])
    if (!URL.canParse(link)) continue
    if (found.index > done) pieces.push({ text: text.slice(done, found.index) })
    pieces.push({ text: link, link })
    done = found.index + link.length
  }
  if (done < text.length) pieces.push({ text: text.slice(done) })
  return pieces
}

/** A closing bracket belongs to the address when the address has opened one, as Wikipedia's do. */
function withoutSentenceEnd(found: string): string {
  const bare = found.replace(sentenceEnd, '')
  return found.charAt(bare.length) === ')' && bare.includes('(') ? `${bare})` : bare
}
