import { i18n } from '#i18n'
import type { ChannelAlert, ChannelState, ChannelStatus } from '../../shared/channel-status.ts'
import { has } from '../../shared/employee.ts'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow, LinkState } from '../database/database.ts'
import type { Tone } from '../design/banner.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import { channelName } from './channel-name.ts'

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
  suspect: 'warn',
  reconnecting: 'warn',
  unlinked: 'bad',
  replaced: 'bad',
  banned: 'bad',
  versionRefused: 'bad',
  otherNumber: 'bad',
}

export interface Notice {
  tone: Tone
  text: string
  todo?: 'openSettings' | 'reconnect'
}

/** What stands above the list: how the line to the relay is, and with a good line what is wrong with the numbers. */
export function notices(here: HereRow, now: Instant): Notice[] {
  if (here.link !== 'live') return [linkNotice(here, now)]
  return [...here.channels.flatMap((channel) => numberNotice(channel, here, now)), ...onecNotices(here)]
}

function numberNotice(channel: ChannelStatus, here: HereRow, now: Instant): Notice[] {
  const notice = channelNotice(channel, here, now)
  if (notice === undefined) return []
  // One number needs no name; of several the sentence must say which.
  return [here.channels.length > 1 ? { ...notice, text: `${channelName(channel)}: ${notice.text}` } : notice]
}

/** Only administrators have alerts: employees are told under the reply that waits. */
const onecNotices = ({ onecAlerts = [] }: HereRow): Notice[] =>
  onecAlerts.map(({ name, trouble }) => ({
    tone: 'warn',
    text: `${i18n.t('onecTrouble.title', [name])}. ${i18n.t(`onecTrouble.${trouble}`)}`,
    todo: 'openSettings',
  }))

function linkNotice({ link, linkSince, heardAt }: HereRow, now: Instant): Notice {
  const since = momentInWords(heardAt ?? linkSince, now, language())
  const tone = linkTones[link]
  if (link === 'offline') return { tone, text: i18n.t('linkSentence.offline', [since]), todo: 'reconnect' }
  if (link === 'connecting') return { tone: 'quiet', text: i18n.t('linkSentence.connecting') }
  if (link === 'live') return { tone, text: i18n.t('linkSentence.live') }
  return { tone, text: i18n.t(`linkSentence.${link}`), todo: 'openSettings' }
}

/** What administrators were alerted to weighs more than a state that may pass; a restriction is there also while the number is online. */
function channelNotice(channel: ChannelStatus, here: HereRow, now: Instant): Notice | undefined {
  const alert = here.alerts?.find(({ channelId, kind }) => channelId === channel.channelId && isBesideState(kind))
  if (alert !== undefined) {
    const said = troubleSentence(channel) ?? i18n.t(`alert.${alert.kind}`)
    const text = i18n.t('alert.since', [momentInWords(alert.since, now, language()), said])
    return { tone: 'bad', text, todo: 'openSettings' }
  }
  if (channel.state !== 'online') {
    const needsHelp = needsSettings(channel.state) || channel.trouble !== undefined
    const text = stateAndTrouble(channel)
    if (!needsHelp) return { tone: channelTones[channel.state], text }
    const mayMend = here.employee === undefined || has(here.employee, 'admin')
    const whole = mayMend ? text : employeeSentence(channel, text)
    return { tone: channelTones[channel.state], text: whole, todo: 'openSettings' }
  }
  return channel.restriction === undefined
    ? undefined
    : { tone: 'warn', text: restrictionSentence(channel.restriction, now) }
}

/** Employees are not told to press what they do not have. */
function employeeSentence({ state, trouble }: ChannelStatus, text: string): string {
  if (trouble === undefined && isNotLinked(state)) return i18n.t('alert.notLinkedForEmployee')
  return i18n.t('alert.tellAdministrator', [text])
}

const isNotLinked = (state: ChannelState): boolean =>
  ['notPaired', 'waitingForScan', 'codesUsedUp', 'unlinked'].includes(state)

/** What keeps a number from WhatsApp, as far as it can be told. */
export const troubleSentence = ({ trouble }: Pick<ChannelStatus, 'trouble'>): string | undefined =>
  trouble === undefined ? undefined : i18n.t(`channelTrouble.${trouble}`)

/** Of a number that is not linked only the trouble is news; of any other both: that replies are kept, and what is in the way. */
function stateAndTrouble(channel: ChannelStatus): string {
  const trouble = troubleSentence(channel)
  const sentence = i18n.t(`channelState.${channel.state}`)
  if (trouble === undefined) return sentence
  return channel.state === 'notPaired' ? trouble : `${sentence} ${trouble}`
}

/** The other alerts say no more than the number's state does. */
export const isBesideState = (kind: ChannelAlert['kind']): boolean => kind === 'down' || kind === 'deaf'

export function restrictionSentence({ until }: NonNullable<ChannelStatus['restriction']>, now: Instant): string {
  if (until === undefined) return i18n.t('channels.restricted')
  return i18n.t('channels.restrictedUntil', [momentInWords(until, now, language())])
}

/** Whether somebody has to do something in the settings; the other states pass by themselves or are mended on the phone. */
function needsSettings(state: ChannelState): boolean {
  return ['notPaired', 'waitingForScan', 'codesUsedUp', 'unlinked', 'replaced', 'otherNumber'].includes(state)
}

/** The states in which there is no list to show, only one thing to do. */
export type ClosedDoor = Extract<LinkState, 'notSetUp' | 'signedOut' | 'noRight'>

export const closedDoor = (link: LinkState): ClosedDoor | undefined =>
  link === 'notSetUp' || link === 'signedOut' || link === 'noRight' ? link : undefined
