import { i18n } from '#i18n'
import { showPhone } from '../../shared/phone-number.ts'
import type { HereRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { StateSign } from '../design/state-sign.tsx'
import { channelTones, linkTones } from './link-sentences.ts'

/** The line to the relay in one sign and word, and each number with its own. */
export function InboxHeader({ here, openSettings }: { here: HereRow | null; openSettings: () => void }) {
  const link = here?.link ?? 'notSetUp'
  return (
    <header class="inbox-header">
      <span class="inbox-link" data-testid="link-state" data-state={link}>
        <StateSign tone={linkTones[link]} />
        {i18n.t(`link.${link}`)}
      </span>
      <ul class="inbox-channels" aria-label={i18n.t('header.numbers')}>
        {here?.channels.map(({ channelId, state, phone }) => (
          <li key={channelId} data-testid="channel-state" data-state={state}>
            {state !== 'online' && <StateSign tone={channelTones[state]} />}
            {phone !== undefined && <span>{showPhone(phone)}</span>}
            {state !== 'online' && <span class="inbox-channel-words">{i18n.t(`channel.${state}`)}</span>}
          </li>
        ))}
      </ul>
      <Button look="icon" label={i18n.t('header.settings')} onPress={openSettings}>
        <Icon name="settings" />
      </Button>
    </header>
  )
}
