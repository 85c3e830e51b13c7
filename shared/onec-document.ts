import * as v from 'valibot'

/** A document of 1C that can be attached: 1C renders its print form when it is asked for. */
export const onecDocumentSchema = v.object({
  /** 1C's reference as text. */
  documentRef: v.string(),
  title: v.string(),
  /** The day of the document, like `2026-11-22`. */
  date: v.string(),
  /** As 1C shows it, with its currency. */
  sum: v.optional(v.string()),
})
export type OnecDocument = v.InferOutput<typeof onecDocumentSchema>
