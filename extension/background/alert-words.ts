import { i18n } from '#i18n'
import type { ChannelAlert, ChannelStatus } from '../../shared/channel-status.ts'
import { showPhone } from '../../shared/phone-number.ts'
import type { NotificationText } from '../browser/notifications.ts'

/** Which number, what is wrong with it, and what to do. */
export const alertText = (alert: ChannelAlert, channel: ChannelStatus | undefined): NotificationText => ({
  title: i18n.t('alert.title', [numberName(channel)]),
  message: i18n.t(`alert.${alert.kind}`),
})

function numberName(channel: ChannelStatus | undefined): string {
  if (channel === undefined) return i18n.t('alert.someNumber')
  return channel.phone === undefined ? channel.title : showPhone(channel.phone)
}
