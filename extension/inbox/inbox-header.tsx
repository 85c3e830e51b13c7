import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { showPhone } from '../../shared/phone-number.ts'
import type { HereRow, LinkState } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { StateSign } from '../design/state-sign.tsx'
import { channelName } from './channel-name.ts'
import { HeaderMenu } from './header-menu.tsx'
import { channelTones, linkTones } from './link-sentences.ts'
import { PeaceMenu } from './peace-menu.tsx'

/** How the numbers are nobody knows then. */
const stale: LinkState[] = ['offline', 'relayTooOld', 'extensionTooOld']

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
        {(stale.includes(link) ? [] : (here?.channels ?? [])).map((channel) => (
          <CompanyNumber key={channel.channelId} channel={channel} alone={here?.channels.length === 1} />
        ))}
      </ul>
      <PeaceMenu />
      <HeaderMenu />
      <Button look="icon" label={i18n.t('header.settings')} onPress={openSettings}>
        <Icon name="settings" />
      </Button>
    </header>
  )
}

/** One number by its digits, or by its state when it is not well, since both have no room; of several the name, and a sign when it is not well: its sentence stands below. */
function CompanyNumber({ channel, alone }: { channel: ChannelStatus; alone: boolean }) {
  const { state, phone } = channel
  const words = i18n.t(`channel.${state}`)
  const digits = phone === undefined ? undefined : showPhone(phone)
  const isWell = state === 'online'
  return (
    <li class="inbox-channel" data-testid="channel-state" data-state={state} title={alone ? digits : words}>
      {(!isWell || !alone) && <StateSign tone={channelTones[state]} />}
      {!alone && <span>{channelName(channel)}</span>}
      {alone && isWell && digits !== undefined && <span>{digits}</span>}
      {!isWell && <span class={alone ? 'inbox-channel-words' : 'spoken'}>{words}</span>}
    </li>
  )
}
