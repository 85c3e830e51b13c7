import type { EmployeeRow } from '../../shared/answers.ts'
import type { Synchronisation } from '../../shared/commands.ts'
import { has } from '../../shared/employee.ts'
import type { InboxSettings } from '../../shared/inbox-settings.ts'
import type { HereRow } from '../database/database.ts'
import type { Tone } from '../design/banner.tsx'

/** In the order of a first day. */
export const settingsParts = [
  'access',
  'channels',
  'synchronisation',
  'onec',
  'queue',
  'employees',
  'routes',
  'audit',
  'notifications',
  'quickReplies',
  'pages',
  'appearance',
] as const
export type SettingsPart = (typeof settingsParts)[number]

/** What is everybody's own, whatever the administrators set up. */
const ownParts: readonly SettingsPart[] = ['notifications', 'quickReplies', 'pages', 'appearance']

export type PartSign = Extract<Tone, 'good' | 'warn' | 'quiet'>

/** What the relay told about parts that `here` does not hold; `undefined` until it has. */
export interface PartKnowledge {
  synchronisation: Synchronisation | undefined
  employeeCount: number | undefined
  /** How many are told of chats that nobody has taken. */
  hearOfNewChats: number | undefined
  inbox: InboxSettings | undefined
  /** Rules that name somebody who is gone. */
  brokenRules: number
}

/** How many of these are told of chats that nobody has taken. */
export const hearOfNewChats = (rows: readonly EmployeeRow[]): number =>
  rows.filter(({ employee, revokedAt }) => revokedAt === undefined && employee.inQueue && has(employee, 'reply')).length

export interface PartLine {
  part: SettingsPart
  /** ● good, ▲ look at it, ○ not set up yet; none where there is nothing to set up. */
  sign?: PartSign
}

/** The parts this person may use: an administrator all, everybody else what concerns his own browser. */
export function partLines(here: HereRow | null, known: PartKnowledge): PartLine[] {
  const access: PartLine = { part: 'access', sign: accessSign(here) }
  const appearance: PartLine = { part: 'appearance' }
  if (here?.employee === undefined) return [access, appearance]
  const pages: PartLine = { part: 'pages' }
  const notifications: PartLine = { part: 'notifications' }
  const quickReplies: PartLine = { part: 'quickReplies' }
  if (!has(here.employee, 'admin')) return [access, notifications, quickReplies, pages, appearance]
  return [
    access,
    { part: 'channels', sign: channelsSign(here) },
    { part: 'synchronisation', sign: known.synchronisation?.syncEnabled ? 'good' : 'quiet' },
    { part: 'onec', sign: onecSign(here) },
    { part: 'queue', sign: queueSign(known) },
    { part: 'employees', sign: (known.employeeCount ?? 0) > 1 ? 'good' : 'quiet' },
    { part: 'routes', sign: routesSign(known) },
    { part: 'audit' },
    notifications,
    quickReplies,
    pages,
    appearance,
  ]
}

export interface PartGroup {
  name: 'messenger' | 'panel'
  lines: PartLine[]
}

/** The company's settings apart from a person's own; who may not change the company's has one group. */
export function partGroups(lines: PartLine[]): PartGroup[] {
  const [own, company] = [lines.filter(isOwn), lines.filter((line) => !isOwn(line))]
  if (company.length < 2) return [{ name: 'panel', lines }]
  return [
    { name: 'messenger', lines: company },
    { name: 'panel', lines: own },
  ]
}

const isOwn = ({ part }: PartLine): boolean => ownParts.includes(part)

function accessSign(here: HereRow | null): PartSign {
  if (here === null || here.link === 'notSetUp' || here.link === 'signedOut') return 'quiet'
  return here.link === 'live' ? 'good' : 'warn'
}

/** Without the relay nobody knows how the numbers are; nor how 1C is. */
function channelsSign({ channels, link }: HereRow): PartSign {
  if (channels.every((channel) => channel.state === 'notPaired')) return 'quiet'
  return link === 'live' && channels.every((channel) => channel.state === 'online') ? 'good' : 'warn'
}

function onecSign({ onec, link }: HereRow): PartSign {
  if (onec === undefined || onec.state === 'none') return 'quiet'
  if (link !== 'live') return 'warn'
  if (onec.state === 'silent' || onec.trouble !== undefined) return 'warn'
  // Linked a moment ago and not heard of yet.
  return onec.lastExchangeAt === undefined ? 'quiet' : 'good'
}

/** With nobody in the queue nobody hears of a new client. */
function queueSign({ hearOfNewChats: listeners }: PartKnowledge): PartSign {
  if (listeners === undefined) return 'quiet'
  return listeners > 0 ? 'good' : 'warn'
}

function routesSign({ inbox, brokenRules }: PartKnowledge): PartSign {
  if (brokenRules > 0) return 'warn'
  const texts = Object.values(inbox?.automaticTexts ?? {}) // undefined until the relay has told
  return (inbox?.routing.length ?? 0) > 0 || texts.some(({ enabled }) => enabled) ? 'good' : 'quiet'
}

/** Which part an address opens: `#/channels`; a foreign one opens the first. */
export const partIn = (hash: string, lines: readonly PartLine[]): SettingsPart =>
  lines.find(({ part }) => hash === `#/${part}`)?.part ?? 'access'
