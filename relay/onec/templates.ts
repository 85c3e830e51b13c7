import * as v from 'valibot'
import type { BaseId } from '../../shared/ids.ts'
import { longestText } from '../../shared/message.ts'
import type { Writer } from '../store/open.ts'
import { replaceTemplates, templatesRevisionOf } from '../store/templates.ts'
import type { OnecPacket } from './packet.ts'
import { lineSchema } from './text-from-onec.ts'

/** More are of no use to anybody, and 1C may send anything. */
const mostTemplates = 1000

export const templateItemSchema = v.object({
  templateId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  name: v.pipe(lineSchema(200), v.minLength(1)),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(longestText)),
  /** What 1C takes for places; those that stand in the text count. */
  fields: v.fallback(v.array(v.string()), []),
})
type TemplateItem = v.InferOutput<typeof templateItemSchema>

/** Takes a base's snapshot of its templates; one under the revision that is here already changes nothing. A bad item is left out and spoils no other. */
export async function takeTemplates(tx: Writer, base: BaseId, snapshot: OnecPacket['templates']): Promise<void> {
  if (snapshot === undefined || snapshot.revision === (await templatesRevisionOf(tx, base))) return
  const templates = readTemplates(snapshot.items).map(({ templateId: id, name, text, fields }) => ({
    id,
    name,
    text,
    fields: fields.filter((field) => text.includes(field)),
  }))
  await replaceTemplates(tx, base, { revision: snapshot.revision, templates })
}

/** Those that are as the contract says, each id once. */
export function readTemplates(items: readonly unknown[]): TemplateItem[] {
  const byId = new Map<string, TemplateItem>()
  for (const item of items) {
    const read = v.safeParse(templateItemSchema, item)
    if (read.success && !byId.has(read.output.templateId)) byId.set(read.output.templateId, read.output)
  }
  return [...byId.values()].slice(0, mostTemplates)
}
