import type { proto } from '@whiskeysockets/baileys'
import { cleanLine } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { type Card, cardsIn } from './vcard.ts'

const mostPeople = 100

/** The card of one person or of several. */
export function contactsContent(message: proto.IMessage): MessageContent | undefined {
  const { contactMessage, contactsArrayMessage } = message
  const cards = contactMessage ? [contactMessage] : contactsArrayMessage?.contacts
  if (!cards) return undefined
  const contacts = cards.slice(0, mostPeople).flatMap(peopleIn).slice(0, mostPeople)
  return { kind: 'contacts', text: '', details: { contacts } }
}

/** A card that cannot be read still has the name under which it was sent. */
function peopleIn({ vcard, displayName }: proto.Message.IContactMessage): Card[] {
  const name = cleanLine(displayName)
  const people = cardsIn(vcard ?? '').map((card) => (card.name === '' ? { ...card, name } : card))
  return people.length > 0 ? people : name === '' ? [] : [{ name, phones: [] }]
}
