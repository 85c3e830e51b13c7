import * as v from 'valibot'
import { baseIdSchema } from './ids.ts'

/** A message template of 1C («Шаблоны сообщений»), offered in the composer. */
export const templateSchema = v.object({
  baseId: baseIdSchema,
  id: v.string(),
  name: v.string(),
  /** With places like `{client.name}` that are filled in when it is chosen. */
  text: v.string(),
  /** The places that stand in `text`. */
  fields: v.array(v.string()),
})
export type Template = v.InferOutput<typeof templateSchema>
