import { wordsIn } from '../../shared/word-forms.ts'
import { fewestPhoneDigits } from './contact-words.ts'
import { type NumberInText, numbersIn } from './numbers-in-text.ts'

/** One of the words that are looked for. All have to be found. */
export interface AskedWord {
  /** Forms, any of which will do. */
  forms: string[]
  /** Beginnings, any of which will do: of the word that is still being typed. */
  beginnings: string[]
  /** How a contact's word begins. */
  nameBeginnings: string[]
  /** What a contact's word is, where a beginning would fit too much. */
  nameWords: string[]
}

/** So much of a query is read: nobody types more, and each word costs. */
const longestQuery = 300
const mostWords = 8
/** One letter begins everything. */
const shortestBeginning = 2
/** From here on digits that were typed in parts are one number: a phone. */
const fewestDigitsOfPhone = 7

/** What somebody looks for. Signs of any kind mean nothing; the last word may not be finished. Pure. */
export function askedWords(query: string): AskedWord[] {
  const typed = query.slice(0, longestQuery)
  const phones = numbersIn(typed).filter(isPhone)
  const words = wordsIn(typed).filter(({ from }) => !phones.some((phone) => phone.from <= from && from < phone.to))
  const asked = [
    ...phones.map((phone) => ({ at: phone.to, word: askedPhone(phone.digits) })),
    ...words.map(({ written, form, to }) => ({ at: to, word: askedWord(written, form) })),
  ].sort((one, other) => one.at - other.at)
  return asked.slice(0, mostWords).map(({ at, word }) => (at === typed.length ? word : { ...word, beginnings: [] }))
}

const isPhone = ({ digits, isParted }: NumberInText): boolean => isParted && digits.length >= fewestDigitsOfPhone

const askedWord = (written: string, form: string): AskedWord =>
  /^\d{7,}$/.test(written)
    ? askedPhone(written)
    : {
        forms: [form],
        beginnings: written.length >= shortestBeginning ? [written] : [],
        ...(/^\d+$/.test(written) ? ofDigits([written]) : { nameBeginnings: [written], nameWords: [] }),
      }

/** In Russia `8 916 …` and `+7 916 …` are one number. */
function askedPhone(digits: string): AskedWord {
  const ways = /^[78]\d{10}$/.test(digits)
    ? [digits.slice(1)]
    : [digits, ...(/^8/.test(digits) ? [`7${digits.slice(1)}`] : [])]
  return { forms: ways, beginnings: ways, ...ofDigits(ways) }
}

function ofDigits(ways: string[]): Pick<AskedWord, 'nameBeginnings' | 'nameWords'> {
  const russian = ways.flatMap((digits) => (/^8\d{2,}$/.test(digits) ? [digits, `7${digits.slice(1)}`] : [digits]))
  const [enough, few] = [russian.filter(isEnough), russian.filter((digits) => !isEnough(digits))]
  return { nameBeginnings: [...new Set(enough)], nameWords: few }
}

const isEnough = (digits: string): boolean => digits.length >= fewestPhoneDigits
