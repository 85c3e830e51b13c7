import { i18n } from '#i18n'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import type { InboxState } from './create-inbox-state.ts'
import { goToPhone, phoneMatter } from './follow-phone.ts'

export { followPhone } from './follow-phone.ts'

import { writeFirstSentence } from './write-first.tsx'

/** Above the list, after «Написать в WhatsApp»: which of several phones, or why there is no conversation. */
export default function PhoneMatterPlace({ state }: { state: InboxState }) {
  const matter = phoneMatter.value
  if (matter === undefined) return null
  const close = (
    <button type="button" class="link-button" onClick={() => (phoneMatter.value = undefined)}>
      {i18n.t('phoneMatter.close')}
    </button>
  )
  if ('ask' in matter) {
    return (
      <Banner tone="quiet" text={i18n.t('phoneMatter.which')}>
        {matter.phones.map((phone) => (
          <Button key={phone} testId="phone-choice" onPress={() => void goToPhone(state, matter.wish, phone)}>
            {phone}
          </Button>
        ))}
        {close}
      </Banner>
    )
  }
  const text =
    matter.say === 'noPhone' ? i18n.t('phoneMatter.noPhone') : `${matter.phone}: ${writeFirstSentence(matter.refused)}`
  return (
    <Banner tone="warn" text={text}>
      {close}
    </Banner>
  )
}
