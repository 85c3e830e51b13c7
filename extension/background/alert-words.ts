import { i18n } from '#i18n'
import type { ChannelAlert, ChannelStatus } from '../../shared/channel-status.ts'
import type { OnecAlert } from '../../shared/events.ts'
import { showPhone } from '../../shared/phone-number.ts'
import type { NotificationText } from '../browser/notifications.ts'

/** Which number, what is wrong with it, and what to do. */
export const alertText = (alert: ChannelAlert, channel: ChannelStatus | undefined): NotificationText => ({
  title: i18n.t('alert.title', [numberName(channel)]),
  message: (alert.kind === 'down' && troubleOf(channel)) || i18n.t(`alert.${alert.kind}`),
})

/** Which base, what is wrong with it, and what to do. */
export const onecAlertText = ({ name, trouble }: OnecAlert): NotificationText => ({
  title: i18n.t('onecTrouble.title', [name]),
  message: i18n.t(`onecTrouble.${trouble}`),
})

/** What is in the way says more than that there is no connection. */
const troubleOf = (channel: ChannelStatus | undefined): string | undefined =>
  channel?.trouble && i18n.t(`channelTrouble.${channel.trouble}`)

function numberName(channel: ChannelStatus | undefined): string {
  if (channel === undefined) return i18n.t('alert.someNumber')
  return channel.phone === undefined ? channel.title : showPhone(channel.phone)
}
