import * as v from 'valibot'
import { baseIdSchema, employeeIdSchema } from './ids.ts'

/** What a card in 1C stands for. */
export const clientKindSchema = v.picklist(['counterparty', 'partner', 'person', 'lead'])
export type ClientKind = v.InferOutput<typeof clientKindSchema>

/** A client's card in a 1C base, as 1C answered a `clientLookup` for the contact's phone. */
export const clientCardSchema = v.object({
  baseId: baseIdSchema,
  /** 1C's reference as text, like `Справочник.Контрагенты:1d3729cc-…`. */
  ref: v.string(),
  name: v.string(),
  kind: clientKindSchema,
  /** 1C's internal navigation link, like `e1cib/data/Справочник.Контрагенты?ref=…`. */
  url: v.optional(v.string()),
  /** The responsible manager in 1C. */
  responsibleId: v.optional(employeeIdSchema),
  /** His name, as far as he is, or was, an employee here. */
  responsibleName: v.optional(v.string()),
  /** An employee chose this card among several. At most one of a contact. */
  chosen: v.optional(v.literal(true)),
})
export type ClientCard = v.InferOutput<typeof clientCardSchema>

/** The card that is shown as "who this is": the chosen one, else the only one. */
export const clientShown = (cards: readonly ClientCard[] = []): ClientCard | undefined =>
  cards.find(({ chosen }) => chosen) ?? (cards.length === 1 ? cards[0] : undefined)
