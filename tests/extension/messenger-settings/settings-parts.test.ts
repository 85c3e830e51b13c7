import { expect, test } from 'vitest'
import type { HereRow } from '../../../extension/database/database.ts'
import { partGroups, partIn, partLines } from '../../../extension/messenger-settings/settings-parts.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'
import type { Employee } from '../../../shared/employee.ts'
import { defaultInboxSettings } from '../../../shared/inbox-settings.ts'
import { anna, channel, morning } from '../background/cast.ts'

const chief: Employee = { ...anna, rights: ['read', 'reply', 'admin'] }
const known = {
  synchronisation: defaultSynchronisation,
  employeeCount: 3,
  hearOfNewChats: 2,
  inbox: defaultInboxSettings,
  brokenRules: 0,
}
const here = (change: Partial<HereRow> = {}): HereRow => ({
  key: 'here',
  link: 'live',
  linkSince: morning,
  employee: chief,
  channels: [channel('online')],
  onec: { state: 'inTouch', replyRoute: 'through1c', lastExchangeAt: 1 },
  pairing: [],
  ...change,
})
const signOf = (row: HereRow, part: string) => partLines(row, known).find((line) => line.part === part)?.sign

test('an administrator sees all parts in the order of a first day', () => {
  expect(partLines(here(), known).map(({ part }) => part)).toEqual([
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
  ])
})

test('an employee sees only what concerns his own browser, and who is not signed in the way in and the looks', () => {
  expect(partLines(here({ employee: anna }), known).map(({ part }) => part)).toEqual([
    'access',
    'notifications',
    'quickReplies',
    'pages',
    'appearance',
  ])
  expect(partLines(null, known).map(({ part }) => part)).toEqual(['access', 'appearance'])
})

test('a number that needs a person has the sign of attention, one that was never paired that of nothing yet', () => {
  expect(signOf(here(), 'channels')).toBe('good')
  expect(signOf(here({ channels: [channel('unlinked')] }), 'channels')).toBe('warn')
  expect(signOf(here({ channels: [channel('notPaired')] }), 'channels')).toBe('quiet')
})

test('without the relay a number is not said to be well', () => {
  expect(signOf(here({ link: 'offline' }), 'channels')).toBe('warn')
})

test('1C is good while in touch, wants attention when silent, and is not set up without a base', () => {
  expect(signOf(here(), 'onec')).toBe('good')
  expect(signOf(here({ onec: { state: 'silent', replyRoute: 'through1c' } }), 'onec')).toBe('warn')
  const wrongLogin = { state: 'inTouch', replyRoute: 'through1c', trouble: 'wrongLogin' } as const
  expect(signOf(here({ onec: wrongLogin }), 'onec')).toBe('warn')
  expect(signOf(here({ onec: { state: 'none', replyRoute: 'direct' } }), 'onec')).toBe('quiet')
  // A base that has its key and has never come is not said to be well.
  expect(signOf(here({ onec: { state: 'inTouch', replyRoute: 'through1c' } }), 'onec')).toBe('quiet')
})

test('a queue in which nobody stands wants attention, and is not judged before the relay has told', () => {
  const sign = (more: object) => partLines(here(), { ...known, ...more }).find(({ part }) => part === 'queue')?.sign
  expect(sign({})).toBe('good')
  expect(sign({ hearOfNewChats: 0 })).toBe('warn')
  expect(sign({ hearOfNewChats: undefined })).toBe('quiet')
})

test('routing is set up with a rule or a text, and wants attention when a rule names somebody who is gone', () => {
  const sign = (more: object) => partLines(here(), { ...known, ...more }).find(({ part }) => part === 'routes')?.sign
  const { greeting, ...others } = defaultInboxSettings.automaticTexts
  const greets = { ...defaultInboxSettings, automaticTexts: { ...others, greeting: { ...greeting, enabled: true } } }
  expect(sign({})).toBe('quiet')
  expect(sign({ inbox: greets })).toBe('good')
  expect(sign({ inbox: greets, brokenRules: 1 })).toBe('warn')
})

test('an employee who types an administrator’s address gets his own first part', () => {
  expect(partIn('#/employees', partLines(here(), known))).toBe('employees')
  expect(partIn('#/employees', partLines(here({ employee: anna }), known))).toBe('access')
})

test('what is a person’s own stands apart from the company’s settings; an employee has one group', () => {
  expect(partGroups(partLines(here(), known)).map(({ name, lines }) => [name, lines[0]?.part])).toEqual([
    ['messenger', 'access'],
    ['panel', 'notifications'],
  ])
  expect(partGroups(partLines(here({ employee: anna }), known)).map(({ name }) => name)).toEqual(['panel'])
})

test('while the relay is out of reach nobody says that 1C is well', () => {
  expect(signOf(here(), 'onec')).toBe('good')
  expect(signOf(here({ link: 'offline' }), 'onec')).toBe('warn')
  expect(signOf(here({ link: 'offline', onec: { state: 'none', replyRoute: 'direct' } }), 'onec')).toBe('quiet')
})
