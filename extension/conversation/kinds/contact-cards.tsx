import { useSignal } from '@preact/signals'
import * as v from 'valibot'
import { i18n } from '#i18n'
import type { MessageDetails } from '../../../shared/message.ts'
import { phoneNumberSchema, showPhone } from '../../../shared/phone-number.ts'
import { CopyButton } from '../../design/copy-button.tsx'
import { Icon } from '../../design/icon.tsx'

/** A client may send a whole address book: so many are shown at once. */
const atFirst = 4

/** A card may hold anything as a phone; what is one is shown as such. */
const readable = (text: string): string => {
  const read = v.safeParse(phoneNumberSchema, text)
  return read.success ? showPhone(read.output) : text
}

/** People whose cards were sent, with phones to copy. */
export function ContactCards({ contacts }: { contacts: NonNullable<MessageDetails['contacts']> }) {
  const all = useSignal(contacts.length <= atFirst)
  const shown = all.value ? contacts : contacts.slice(0, atFirst)
  return (
    <div class="message-contacts">
      <ul>
        {shown.map(({ name, organization, phones }, place) => (
          <li key={place}>
            <Icon name="person" />
            <div>
              <strong>{name || i18n.t('contact.unnamed')}</strong>
              {organization && <span class="block">{organization}</span>}
              {phones.length === 0 && <span class="message-file-size block">{i18n.t('contact.noPhone')}</span>}
              {phones.map((phone) => (
                <span class="contact-phone" key={phone}>
                  {readable(phone)}
                  <CopyButton text={phone} label={i18n.t('contact.copyPhone', [phone])} />
                </span>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {!all.value && (
        <button type="button" class="link-button" onClick={() => (all.value = true)}>
          {i18n.t('contact.showAll', [contacts.length])}
        </button>
      )}
    </div>
  )
}
