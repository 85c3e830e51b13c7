import { browser } from 'wxt/browser'
import type { ChannelState, ChannelStatus } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { LinkState } from '../database/database.ts'

/** Older than this, what is known here is not shown as if it were current. */
export const oldAfter = 120_000
const largestNumber = 99

export interface BadgeFacts {
  link: LinkState
  heardAt?: Instant | undefined
  /** Conversations that wait for an answer from this employee. */
  waiting: number
  channels: ChannelStatus[]
  /** Nothing can be read or kept here: no number would be true. */
  storeBroken?: boolean
  now: Instant
}

/** What the badge says; each has its sentence under `background.badge` in the locales. */
export type BadgeWords =
  | 'storeBroken'
  | 'notSetUp'
  | 'signedOut'
  | 'noRight'
  | 'relayTooOld'
  | 'extensionTooOld'
  | 'old'
  | 'reconnecting'
  | 'unpaired'
  | 'whatsappReconnecting'
  | 'waiting'
  | 'nothing'

export interface BadgeFace {
  text: string
  color: string
  words: BadgeWords
  waiting: number
}

const grey = '#5f6368'
const red = '#c5221f'
const green = '#137333'

export function badgeFor(facts: BadgeFacts): BadgeFace {
  const { waiting } = facts
  if (facts.storeBroken) return { text: '!', color: red, words: 'storeBroken', waiting: 0 }
  switch (facts.link) {
    case 'notSetUp':
    case 'signedOut':
      return { text: '', color: grey, words: facts.link, waiting: 0 }
    case 'noRight':
    case 'relayTooOld':
    case 'extensionTooOld':
      return { text: '!', color: red, words: facts.link, waiting: 0 }
    case 'connecting':
    case 'offline':
      if (isOld(facts)) return { text: '?', color: grey, words: 'old', waiting }
      return { text: '…', color: grey, words: 'reconnecting', waiting }
    case 'live':
      return isOld(facts) ? { text: '?', color: grey, words: 'old', waiting } : liveFace(facts)
    default:
      return facts.link satisfies never
  }
}

/** Never heard of is not old: then there is nothing to be wrong about, we are only connecting. A clock that was set back makes no number young. */
const isOld = ({ heardAt, now }: BadgeFacts): boolean => heardAt !== undefined && Math.abs(now - heardAt) > oldAfter

/** With several numbers one that is down does not hide what waits on the others, unless nothing does. */
function liveFace({ waiting, channels }: BadgeFacts): BadgeFace {
  const needs = channels.map((channel) => channelNeeds(channel.state))
  const isSilent = waiting === 0 || needs.every((need) => need !== 'nothing')
  if (isSilent && needs.includes('person')) return { text: '!', color: red, words: 'unpaired', waiting }
  if (isSilent && needs.includes('patience')) return { text: '…', color: grey, words: 'whatsappReconnecting', waiting }
  if (waiting === 0) return { text: '', color: green, words: 'nothing', waiting }
  return {
    text: waiting > largestNumber ? `${largestNumber}+` : String(waiting),
    color: green,
    words: 'waiting',
    waiting,
  }
}

function channelNeeds(state: ChannelState): 'person' | 'patience' | 'nothing' {
  switch (state) {
    case 'notPaired':
    case 'waitingForScan':
    case 'codesUsedUp':
    case 'unlinked':
    case 'replaced':
    case 'banned':
    case 'versionRefused':
    case 'otherNumber':
      return 'person'
    case 'pairing':
    case 'connecting':
    case 'suspect':
    case 'reconnecting':
      return 'patience'
    case 'online':
      return 'nothing'
    default:
      return state satisfies never
  }
}

/** The sole painter of the badge. Firefox with MV2 calls the button `browserAction`. */
export async function paintBadge(face: BadgeFace, title: string): Promise<void> {
  const button = browser.action ?? browser.browserAction
  await Promise.all([
    button.setBadgeText({ text: face.text }),
    button.setBadgeBackgroundColor({ color: face.color }),
    button.setBadgeTextColor?.({ color: '#ffffff' }),
    button.setTitle({ title }),
  ])
}
