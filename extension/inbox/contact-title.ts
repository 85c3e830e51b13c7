import { i18n } from '#i18n'
import type { Contact } from '../../shared/conversation.ts'
import { showPhone } from '../../shared/phone-number.ts'

/** The name, else the phone, else words: WhatsApp may have told neither yet. */
export function contactTitle(contact: Contact): string {
  if (contact.name !== '') return contact.name
  return contact.phone === undefined ? i18n.t('contact.unknown') : showPhone(contact.phone)
}
