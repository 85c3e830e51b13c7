import { i18n } from '#i18n'
import type { DraftRow } from '../database/database.ts'

/** What a row of the list says of a half-written answer, instead of the last message: whose ear it is for, and its words or its files. Undefined where there is nothing to come back to. Pure but for its words. */
export function draftSign(draft: DraftRow | undefined): { from: string; text: string } | undefined {
  if (draft === undefined) return undefined
  const { text, note = '', noteMode, files = [] } = draft
  const isNote = noteMode === true ? note !== '' || text === '' : text.trim() === '' && files.length === 0
  const words = isNote ? note : text
  const shown = words.replace(/\s+/g, ' ').trim() || (isNote ? '' : files.join(', '))
  if (shown === '') return undefined
  return { from: `${i18n.t(isNote ? 'draft.ofNote' : 'draft.ofReply')} `, text: shown }
}
