import type { Reply } from '../../../shared/commands.ts'
import type { FormFields } from '../../database/form-row.ts'

export type Poll = NonNullable<Reply['poll']>
/** As it is being typed: empty options are no options yet. */
export interface PollDraft {
  question: string
  multiple: boolean
  options: readonly string[]
}

export const fewestOptions = 2
const mostOptions = 12
/** WhatsApp's own. */
const longest = { question: 255, option: 100 }

/** As it stands in its form: one option a line, for none has two. */
export const pollIn = ({ question = '', multiple = '', options = '\n' }: FormFields): PollDraft => ({
  question,
  multiple: multiple !== '',
  options: options.split('\n'),
})

/** Whoever types into the last box gets a further one, as long as WhatsApp takes more. */
export function optionsAfter(options: readonly string[], place: number, typed: string): string[] {
  const changed = options.map((option, each) => (each === place ? typed : option))
  return changed.at(-1)?.trim() === '' || changed.length >= mostOptions ? changed : [...changed, '']
}

export type PollTrouble = 'sameTwice' | 'questionTooLong' | 'optionTooLong'

/** What is wrong with what was typed so far; that something is still missing is no trouble. */
export function pollTrouble({ question, options }: PollDraft): PollTrouble | undefined {
  const chosen = said(options)
  if (question.trim().length > longest.question) return 'questionTooLong'
  if (chosen.some((option) => option.length > longest.option)) return 'optionTooLong'
  // WhatsApp counts by the words of an option, so it could not tell them apart.
  return new Set(chosen).size < chosen.length ? 'sameTwice' : undefined
}

/** The poll that can be sent now; undefined as long as it is not whole. */
export function pollOf(draft: PollDraft): Poll | undefined {
  const [question, options] = [draft.question.trim(), said(draft.options)]
  if (question === '' || options.length < fewestOptions || pollTrouble(draft) !== undefined) return undefined
  return { question, multiple: draft.multiple, options }
}

const said = (options: readonly string[]): string[] =>
  options.map((option) => option.trim()).filter((option) => option !== '')
