import { i18n } from '#i18n'
import { type ChannelState, type ChannelStatus, channelSentences } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow, LinkState } from '../database/database.ts'
import type { Tone } from '../design/banner.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'

export const linkTones: Record<LinkState, Tone> = {
  notSetUp: 'quiet',
  signedOut: 'quiet',
  connecting: 'warn',
  live: 'good',
  offline: 'bad',
  relayTooOld: 'bad',
  extensionTooOld: 'bad',
  noRight: 'bad',
}

export const channelTones: Record<ChannelState, Tone> = {
  notPaired: 'quiet',
  waitingForScan: 'warn',
  codesUsedUp: 'warn',
  pairing: 'warn',
  connecting: 'warn',
  online: 'good',
  reconnecting: 'warn',
  unlinked: 'bad',
  replaced: 'bad',
  banned: 'bad',
  versionRefused: 'bad',
}

export interface Notice {
  tone: Tone
  text: string
  todo?: 'openSettings' | 'reconnect'
}

/** What stands above the list: how the line to the relay is, and with a good line what is wrong with the numbers. */
export function notices(here: HereRow, now: Instant): Notice[] {
  if (here.link !== 'live') return [linkNotice(here, now)]
  return here.channels.filter((channel) => channel.state !== 'online').map(channelNotice)
}

function linkNotice({ link, linkSince, heardAt }: HereRow, now: Instant): Notice {
  const since = momentInWords(heardAt ?? linkSince, now, language())
  const tone = linkTones[link]
  if (link === 'offline') return { tone, text: i18n.t('linkSentence.offline', [since]), todo: 'reconnect' }
  if (link === 'connecting') return { tone: 'quiet', text: i18n.t('linkSentence.connecting') }
  if (link === 'live') return { tone, text: i18n.t('linkSentence.live') }
  return { tone, text: i18n.t(`linkSentence.${link}`), todo: 'openSettings' }
}

function channelNotice({ state }: ChannelStatus): Notice {
  const text = channelSentences[state][language()]
  return { tone: channelTones[state], text, ...(needsSettings(state) ? { todo: 'openSettings' as const } : {}) }
}

/** Whether somebody has to do something in the settings; the other states pass by themselves or are mended on the phone. */
function needsSettings(state: ChannelState): boolean {
  return ['notPaired', 'waitingForScan', 'codesUsedUp', 'unlinked', 'replaced'].includes(state)
}

/** The states in which there is no list to show, only one thing to do. */
export type ClosedDoor = Extract<LinkState, 'notSetUp' | 'signedOut' | 'noRight'>

export const closedDoor = (link: LinkState): ClosedDoor | undefined =>
  link === 'notSetUp' || link === 'signedOut' || link === 'noRight' ? link : undefined
