import * as v from 'valibot'
import { type BaseId, type Instant, messageIdSchema } from '../../shared/ids.ts'
import { onecDocumentSchema } from '../../shared/onec-document.ts'
import { answerLookup } from '../store/document-lookups.ts'
import type { Writer } from '../store/open.ts'
import { lineSchema } from './text-from-onec.ts'

/** A list longer than this nobody reads; the newest stand first by 1C's own order. */
const mostDocuments = 200

export const documentListSchema = v.object({ lookupId: messageIdSchema, items: v.fallback(v.array(v.unknown()), []) })

/** 1C gives a date with or without its time; people need the day. A sum may come as a number. */
export const documentItemSchema = v.object({
  documentRef: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  title: v.pipe(lineSchema(300), v.minLength(1)),
  date: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d{2}-\d{2}/),
    v.transform((date) => date.slice(0, 10)),
  ),
  sum: v.fallback(
    v.optional(
      v.pipe(
        v.union([v.string(), v.number()]),
        v.transform((sum) => String(sum)),
        lineSchema(100),
      ),
    ),
    undefined,
  ),
})

/** Takes 1C's answers to document lookups. A bad list or document is left out and spoils no other. */
export async function takeDocuments(tx: Writer, base: BaseId, lists: readonly unknown[], at: Instant): Promise<void> {
  for (const item of lists) {
    const list = v.safeParse(documentListSchema, item)
    if (!list.success) continue
    await answerLookup(tx, base, { id: list.output.lookupId, documents: readDocuments(list.output.items) }, at)
  }
}

/** Those that are as the contract says. */
export const readDocuments = (items: readonly unknown[]) =>
  items
    .flatMap((item) => {
      const read = v.safeParse(documentItemSchema, item)
      return read.success ? [v.parse(onecDocumentSchema, withoutNothing(read.output))] : []
    })
    .slice(0, mostDocuments)

const withoutNothing = (item: object) =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined && value !== ''))
