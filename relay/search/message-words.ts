import { wordForms } from '../../shared/word-forms.ts'
import type { Worded } from '../store/to-be-indexed.ts'
import { endsOf, numbersIn } from './numbers-in-text.ts'

/** What of a message people can read, the most telling first. Pure. */
export function textsOf({ text, file, contacts = [], poll, location, document }: Worded): string[] {
  return [
    text,
    file?.name,
    document?.title,
    poll?.question,
    ...(poll?.options ?? []).map((option) => option.text),
    ...contacts.flatMap(({ name, organization, phones }) => [name, organization, ...phones]),
    location?.name,
    location?.address,
  ].filter((each): each is string => each !== undefined && each !== '')
}

/** By what a message is found: the forms of its words, its numbers and their ends. Pure. */
export const wordsOfMessage = (message: Worded): string[] => [...new Set(textsOf(message).flatMap(wordsOfText))]

/** So much of one text is indexed: whoever pastes a book does not make the search slow for all. Characters. */
const longestText = 20_000

function wordsOfText(text: string): string[] {
  const indexed = text.slice(0, longestText)
  return [...wordForms(indexed), ...numbersIn(indexed).flatMap(({ digits }) => endsOf(digits))]
}
