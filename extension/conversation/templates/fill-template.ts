import { type ClientCard, clientShown } from '../../../shared/client.ts'
import type { Contact } from '../../../shared/conversation.ts'
import { showPhone } from '../../../shared/phone-number.ts'
import type { Template } from '../../../shared/template.ts'

/** What the places of a template are filled from. */
export interface TemplateSubject {
  contact: Pick<Contact, 'phone' | 'clients'>
  employeeName: string | undefined
  /** Today, as people write it. */
  date: string
}

/** The places that the panel knows. A closed list; 1C may name others, which stay for a person to fill in. */
export const knownPlaces = ['client.name', 'client.phone', 'employee.name', 'date'] as const
export type KnownPlace = (typeof knownPlaces)[number]

/**
 * A template's text with its places filled in. What cannot be filled in stands as `{имя клиента?}`: a person sees it, and `unfilledIn` finds it before it is sent.
 * Pure. @param nameOf what a place is called on screen.
 */
export function fillTemplate(
  { text, fields }: Pick<Template, 'text' | 'fields'>,
  subject: TemplateSubject,
  nameOf: (place: KnownPlace) => string,
): string {
  const values = valuesFor(subject)
  return text.replace(/\{([^{}\n]{1,60})\}/g, (whole, inside: string) => {
    const place = knownPlaces.find((known) => known === inside.trim())
    if (place !== undefined) return values[place] ?? `{${nameOf(place)}?}`
    // Braces that 1C does not call a place are text.
    return fields.includes(whole) ? `{${inside}?}` : whole
  })
}

/** The places of a text that nobody has filled in, as they stand in it, and where the first begins. Pure. */
export function unfilledIn(text: string): { first: number; marks: string[] } | undefined {
  const found = [...text.matchAll(/\{[^{}\n]{1,60}\?\}/g)]
  const [first] = found
  return first === undefined ? undefined : { first: first.index, marks: [...new Set(found.map(([mark]) => mark))] }
}

function valuesFor({ contact, employeeName, date }: TemplateSubject): Record<KnownPlace, string | undefined> {
  const card: ClientCard | undefined = clientShown(contact.clients)
  return {
    'client.name': card?.name,
    'client.phone': contact.phone === undefined ? undefined : showPhone(contact.phone),
    'employee.name': employeeName,
    date,
  }
}
