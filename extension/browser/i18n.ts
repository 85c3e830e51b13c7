import { browser } from 'wxt/browser'
import type { GeneratedI18nStructure as Structure } from '../../.wxt/i18n/structure.d.ts'

/** The words of one language by their names in `/_locales`. Each is looked at when it is said: to look at all of them would keep the first paint waiting. */
export type Words = Readonly<Record<string, unknown>>

type Key = keyof Structure & string
type Given = string | number
/** What is put in for `$1`, `$2` … */
type GivenTo<Count, Tuple extends Given[] = []> = Tuple['length'] extends Count
  ? Tuple
  : Count extends number
    ? GivenTo<Count, [...Tuple, Given]>
    : never
type Arguments<Count> = [Count] extends [0] ? [] : [given: GivenTo<Exclude<Count, 0>>]

declare module 'wxt/browser' {
  interface WxtI18n {
    /** WXT's own types know only the browser's names. */
    getMessage(name: string, given?: string[]): string
  }
}

let chosenWords: () => Words | undefined = () => undefined

/** From now on these come first; without them, or where they lack a word, the browser speaks its own language. */
export function takeWordsFrom(source: () => Words | undefined): void {
  chosenWords = source
}

function t<K extends Key>(key: K, ...given: Arguments<Structure[K]['substitutions']>): string
function t(key: string, given?: readonly Given[]): string {
  const name = key.replaceAll('.', '_')
  const word = chosenWords()?.[name]
  if (typeof word !== 'string') return browser.i18n.getMessage(name, given?.map(String))
  return word.replace(/\$([1-9])/g, (_place, number: string) => String(given?.[Number(number) - 1] ?? ''))
}

/** Everything that people read. `#i18n` is this file (`wxt.config.ts`). */
export const i18n = { t }
