export type TextStyle = 'bold' | 'italic' | 'strike' | 'mono'

/** Words, an address, or a styled part that holds further pieces. */
export type TextPiece = { text: string } | { text: string; link: string } | { style: TextStyle; pieces: TextPiece[] }

/** What no mark may cut: an address, or a block in ```three ticks```. */
interface Whole {
  from: number
  to: number
  piece: TextPiece
}

const address = /https?:\/\/[^\s<>"'«»]+/gi
const block = /```([\s\S]+?)```|`([^`\n]+)`/g
/** Signs that end a sentence more often than an address. */
const sentenceEnd = /[.,;:!?)\]}]+$/
const letter = /[\p{L}\p{N}]/u

const styles: Record<string, TextStyle> = { '*': 'bold', _: 'italic', '~': 'strike' }

/**
 * Reads a text as WhatsApp does: *bold*, _italic_, ~strike~, ```mono```, and addresses. Only http and https become links, marks inside words
 * and addresses stay what they are, and nothing of it is ever HTML.
 */
export function textPieces(text: string): TextPiece[] {
  return piecesBetween(text, wholesOf(text), 0, text.length, '')
}

/** The same without its marks, for where one line has to do. */
export const plainText = (text: string): string => wordsIn(textPieces(text))

const wordsIn = (pieces: TextPiece[]): string =>
  pieces.map((piece) => ('pieces' in piece ? wordsIn(piece.pieces) : piece.text)).join('')

/** @param open the marks around this part: a style never stands inside itself, so it never goes deep. */
function piecesBetween(text: string, wholes: Whole[], from: number, to: number, open: string): TextPiece[] {
  const pieces: TextPiece[] = []
  /** Marks that nothing closes before the line ends: looked for once, not at each of them. */
  const unclosed = new Map<string, number>()
  let done = from
  let at = from
  const cut = (piece: TextPiece, start: number, next: number) => {
    if (start > done) pieces.push({ text: text.slice(done, start) })
    pieces.push(piece)
    done = next
    at = next
  }
  while (at < to) {
    const whole = wholeAt(wholes, at)
    if (whole !== undefined) {
      cut(whole.piece, at, whole.to)
      continue
    }
    const mark = text.charAt(at)
    const style = styles[mark]
    if (style === undefined || open.includes(mark) || at < (unclosed.get(mark) ?? 0) || !opens(text, at)) {
      at += 1
      continue
    }
    const end = closing(text, wholes, at, to)
    if (end.found) cut({ style, pieces: piecesBetween(text, wholes, at + 1, end.at, open + mark) }, at, end.at + 1)
    else {
      unclosed.set(mark, end.at)
      at += 1
    }
  }
  if (done < to) pieces.push({ text: text.slice(done, to) })
  return pieces
}

/** A mark opens before a word, at a word's beginning. */
function opens(text: string, at: number): boolean {
  const [before, mark, after] = [text.charAt(at - 1), text.charAt(at), text.charAt(at + 1)]
  return !letter.test(before) && before !== mark && after !== mark && /\S/.test(after)
}

function closes(text: string, at: number): boolean {
  const [before, mark, after] = [text.charAt(at - 1), text.charAt(at), text.charAt(at + 1)]
  return !letter.test(after) && after !== mark && before !== mark && /\S/.test(before)
}

/** Where the mark at `start` ends, within its line; else where the search has ended. */
function closing(text: string, wholes: Whole[], start: number, to: number): { found: boolean; at: number } {
  let at = start + 1
  while (at < to && text.charAt(at) !== '\n') {
    const whole = wholeAt(wholes, at)
    if (whole !== undefined) at = whole.to
    else if (text.charAt(at) === text.charAt(start) && at > start + 1 && closes(text, at)) return { found: true, at }
    else at += 1
  }
  return { found: false, at }
}

/** Sorted and apart from one another, so a search by halves finds the one that begins here. */
function wholeAt(wholes: Whole[], at: number): Whole | undefined {
  let [low, high] = [0, wholes.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const whole = wholes[middle]
    if (whole === undefined || whole.from === at) return whole
    if (whole.from < at) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

function wholesOf(text: string): Whole[] {
  const blocks = [...text.matchAll(block)].map((found): Whole => {
    const inside = found[1] ?? found[2] ?? ''
    return {
      from: found.index,
      to: found.index + found[0].length,
      piece: { style: 'mono', pieces: [{ text: inside }] },
    }
  })
  const links = [...text.matchAll(address)].flatMap((found): Whole[] => {
    const link = withoutEnd(found[0], text.charAt(found.index - 1))
    const [from, to] = [found.index, found.index + link.length]
    if (!URL.canParse(link) || blocks.some((other) => from < other.to && other.from < to)) return []
    return [{ from, to, piece: { text: link, link } }]
  })
  return [...blocks, ...links].sort((one, other) => one.from - other.from)
}

/** A closing bracket belongs to the address when the address has opened one, as Wikipedia's do; a mark when none stands before it. */
function withoutEnd(found: string, before: string): string {
  const marked = before in styles && before !== '' ? found.slice(0, lastIndexOrEnd(found, before)) : found
  const bare = marked.replace(sentenceEnd, '')
  return marked.charAt(bare.length) === ')' && bare.includes('(') ? `${bare})` : bare
}

function lastIndexOrEnd(found: string, mark: string): number {
  const at = found.lastIndexOf(mark)
  return at > 0 ? at : found.length
}
