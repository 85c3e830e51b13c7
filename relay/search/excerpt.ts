import { wordsIn } from '../../shared/word-forms.ts'
import type { Worded } from '../store/to-be-indexed.ts'
import type { AskedWord } from './asked-words.ts'
import { textsOf } from './message-words.ts'
import { endsOf, numbersIn } from './numbers-in-text.ts'

type Hit = [from: number, to: number]

export interface Excerpt {
  text: string
  hits: Hit[]
}

/** So much is shown, and so much of it before the first hit. Characters. */
const shown = 140
const shownBefore = 40

/** The piece of a message around the first hit, with all hits in it. Pure. */
export function excerptOf(message: Worded, asked: readonly AskedWord[]): Excerpt {
  const texts = textsOf(message)
  const withHits = texts.map((text) => ({ text, hits: hitsIn(text, asked) }))
  const best = withHits.find(({ hits }) => hits.length > 0) ?? { text: texts[0] ?? '', hits: [] }
  return pieceOf(best.text, best.hits)
}

/** Where the words that are looked for stand in a text, in any form, in order, none touching another. Pure. */
export function hitsIn(text: string, asked: readonly AskedWord[]): Hit[] {
  const fits = (candidates: string[]) =>
    asked.some(
      ({ forms, beginnings }) =>
        candidates.some((each) => forms.includes(each)) ||
        beginnings.some((beginning) => candidates.some((each) => each.startsWith(beginning))),
    )
  const words = wordsIn(text).filter(({ form, written }) => fits([form, written]))
  const numbers = numbersIn(text).filter(({ digits }) => fits(endsOf(digits)))
  const places = [...words, ...numbers].map(({ from, to }): Hit => [from, to])
  return joined(places.sort(([one], [other]) => one - other))
}

function joined(sorted: Hit[]): Hit[] {
  const hits: Hit[] = []
  for (const [from, to] of sorted) {
    const last = hits.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else hits.push([from, to])
  }
  return hits
}

function pieceOf(text: string, hits: Hit[]): Excerpt {
  const first = hits[0]?.[0] ?? 0
  const wanted = first <= shownBefore || text.length <= shown ? 0 : Math.min(first - shownBefore, text.length - shown)
  const from = wanted === 0 ? 0 : betweenWords(text, wanted, first)
  const to = Math.min(text.length, characterAt(text, Math.max(from + shown, hits[0]?.[1] ?? 0)))
  const [before, after] = [from > 0 ? '…' : '', to < text.length ? '…' : '']
  const moved = before.length - from
  return {
    // Line by line it would not fit into a line.
    text: `${before}${text.slice(from, to).replace(/\s/g, ' ')}${after}`,
    hits: hits.filter((hit) => hit[1] <= to).map((hit) => [hit[0] + moved, hit[1] + moved]),
  }
}

/** The first beginning of a word at or after `from`; a long one is cut. */
function betweenWords(text: string, from: number, before: number): number {
  const blank = text.slice(from, before).search(/\s/)
  return blank === -1 ? characterAt(text, from) : from + blank + 1
}

/** How much has to be looked at to know where characters end: the longest emoji, families and flags, are shorter. */
const longestCharacter = 40
const characters = new Intl.Segmenter('ru', { granularity: 'grapheme' })

/** The nearest place at or before `place` where no character (an emoji may be of many) is cut. */
function characterAt(text: string, place: number): number {
  if (place >= text.length) return text.length
  const begin = Math.max(0, place - longestCharacter)
  const around = text.slice(begin, place + longestCharacter)
  return begin + (characters.segment(around).containing(place - begin)?.index ?? place - begin)
}
