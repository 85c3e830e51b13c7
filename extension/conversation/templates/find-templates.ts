import type { ChannelId } from '../../../shared/ids.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import type { Template } from '../../../shared/template.ts'

/** The templates of the base that has this number. Pure. */
export function templatesFor(
  templates: readonly Template[],
  onec: OnecStatus | undefined,
  channel: ChannelId,
): Template[] {
  const base = onec?.bases?.find(({ channels }) => channels?.includes(channel))
  return templates.filter(({ baseId }) => baseId === base?.id)
}

/** Those in which every word that was typed stands; where the name begins so, first. Pure. */
export function findTemplates(templates: readonly Template[], typed: string): Template[] {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  const has = (text: string) => words.every((word) => plain(text).includes(word))
  const inName = templates.filter(({ name }) => has(name))
  const begins = inName.filter(({ name }) => plain(name).startsWith(plain(typed).trim()))
  const inText = templates.filter((template) => !inName.includes(template) && has(`${template.name} ${template.text}`))
  return [...begins, ...inName.filter((template) => !begins.includes(template)), ...inText]
}

/** Е and ё are one letter to whoever searches. */
const plain = (text: string): string => text.toLocaleLowerCase().replaceAll('ё', 'е')
