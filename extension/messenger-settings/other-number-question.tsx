import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { showPhone } from '../../shared/phone-number.ts'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import type { ChannelCardState } from './create-channel-card-state.ts'

/** Another phone than before has scanned the code: which of the two is this number to be? */
export function OtherNumberQuestion({ channel, state }: { channel: ChannelStatus; state: ChannelCardState }) {
  const { phone, otherPhone } = channel
  return (
    <div class="other-number" data-testid="other-number">
      <dl>
        <dt>{i18n.t('otherNumber.former')}</dt>
        <dd>{phone === undefined ? i18n.t('contact.unknown') : showPhone(phone)}</dd>
        <dt>{i18n.t('otherNumber.scanned')}</dt>
        <dd>{otherPhone === undefined ? i18n.t('contact.unknown') : showPhone(otherPhone)}</dd>
      </dl>
      <div class="card-actions">
        <Button look="main" busy={state.keep.busy.value} onPress={() => state.keep.run('former')}>
          {i18n.t('otherNumber.keepFormer')}
        </Button>
        <ConfirmButton
          question={i18n.t('otherNumber.takeNewQuestion')}
          yes={i18n.t('otherNumber.takeNewYes')}
          busy={state.keep.busy.value}
          onConfirm={() => state.keep.run('new')}
        >
          {i18n.t('otherNumber.takeNew')}
        </ConfirmButton>
      </div>
    </div>
  )
}
