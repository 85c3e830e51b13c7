import type { ChannelId } from '../../../shared/ids.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import type { Template } from '../../../shared/template.ts'
import type { QuickReplyRow } from '../../database/database.ts'

/** What a slash offers: a template of 1C's, or an employee's own quick reply. */
export interface Offered extends Pick<Template, 'name' | 'text' | 'fields'> {
  key: string
  own: boolean
}

/** One's own, in the order that one gave them. Pure. */
export const ownReplies = (replies: readonly QuickReplyRow[]): Offered[] =>
  [...replies]
    .sort((one, other) => one.position - other.position)
    .map(({ id, name, text }) => ({ key: id, name, text, fields: [], own: true }))

/** The templates of the base that has this number. Pure. */
export function templatesFor(
  templates: readonly Template[],
  onec: OnecStatus | undefined,
  channel: ChannelId,
): Offered[] {
  const base = onec?.bases?.find(({ channels }) => channels?.includes(channel))
  return templates
    .filter(({ baseId }) => baseId === base?.id)
    .map(({ baseId, id, name, text, fields }) => ({ key: `${baseId} ${id}`, name, text, fields, own: false }))
}

/** Those in which every word that was typed stands; where the name begins so, first. Pure. */
export function findTemplates<Text extends Pick<Offered, 'name' | 'text'>>(
  templates: readonly Text[],
  typed: string,
): Text[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every((word) => plain(text).includes(word))
  const inName = templates.filter(({ name }) => has(name))
  const begins = inName.filter(({ name }) => plain(name).startsWith(plain(typed).trim()))
  const inText = templates.filter((template) => !inName.includes(template) && has(`${template.name} ${template.text}`))
  return [...begins, ...inName.filter((template) => !begins.includes(template)), ...inText]
}

/** Е and ё are one letter to whoever searches. */
const plain = (text: string): string => text.toLocaleLowerCase().replaceAll('ё', 'е')
