import { beforeEach, expect, test } from 'vitest'
import type { HereRow, LinkState } from '../../../extension/database/database.ts'
import { closedDoor, notices } from '../../../extension/inbox/link-sentences.ts'
import { anna, channel, morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

const here = (change: Partial<HereRow>): HereRow => ({
  key: 'here',
  link: 'live',
  linkSince: morning,
  channels: [channel('online')],
  pairing: [],
  ...change,
})
const administrator = { ...anna, rights: [...anna.rights, 'admin' as const] }
const sentences = (row: HereRow): string[] => notices(row, morning).map(({ text }) => text)

beforeEach(() => speak('ru'))

test('while all is well nothing stands above the list', () => {
  expect(notices(here({}), morning)).toEqual([])
})

test('without the relay the list says from when its news is, that replies are kept, and offers to connect', () => {
  const [notice] = notices(here({ link: 'offline', heardAt: morning }), morning)
  expect(notice?.text).toMatch(/Нет связи с реле, последние новости — \d\d:\d\d\. Ответы сохраняются/)
  expect(notice?.todo).toBe('reconnect')
})

test('an unlinked number says so and sends the administrator to the settings', () => {
  const [notice] = notices(here({ channels: [channel('unlinked')] }), morning)
  expect(notice).toMatchObject({ tone: 'bad', todo: 'openSettings' })
  expect(notice?.text).toContain('Телефон отвязал панель')
})

test('an employee is not told to link a number: whom to tell, and that replies are kept', () => {
  for (const state of ['notPaired', 'waitingForScan', 'codesUsedUp', 'unlinked'] as const) {
    const [said] = sentences(here({ channels: [channel(state)], employee: anna }))
    expect(said).toMatch(/не привязан к WhatsApp\. Сообщите администратору; ответы сохраняются/)
    expect(said).not.toMatch(/Привяжите|Нажмите|код/)
  }
  const [toAdministrator] = sentences(here({ channels: [channel('unlinked')], employee: administrator }))
  expect(toAdministrator).toContain('Привяжите номер снова')
})

test('a link that mends itself asks nobody to do anything', () => {
  expect(notices(here({ channels: [channel('reconnecting')] }), morning)[0]).not.toHaveProperty('todo')
})

test('what keeps a number from WhatsApp is said beside its state, and an administrator is sent to the settings', () => {
  const channels = [{ ...channel('reconnecting'), trouble: 'proxyRefused' as const }]
  const [notice] = notices(here({ channels, employee: administrator }), morning)
  expect(notice).toMatchObject({ todo: 'openSettings' })
  expect(notice?.text).toMatch(/Ответы сохраняются и уйдут сами\. Прокси этого номера не пускает/)
  expect(notice?.text).not.toContain('Сообщите администратору')
  expect(sentences(here({ channels, employee: anna }))[0]).toMatch(/Сообщите администратору\.$/)
})

test('of a number that is not linked only the trouble is told, and an alert names it with its time', () => {
  const trouble = { trouble: 'damagedKeys' as const }
  const notLinked = sentences(here({ channels: [{ ...channel('notPaired'), ...trouble }] }))
  expect(notLinked[0]).toMatch(/^Ключи этого номера повреждены/)
  const alerts = [{ channelId: channel('reconnecting').channelId, kind: 'down' as const, since: morning }]
  const [down] = sentences(here({ channels: [{ ...channel('reconnecting'), trouble: 'unreachable' }], alerts }))
  expect(down).toMatch(/^Реле не может достучаться.* Так с \d\d:\d\d\.$/)
  const [plain] = sentences(here({ channels: [channel('reconnecting')], alerts }))
  expect(plain).toMatch(/^Нет связи с WhatsApp больше минуты/)
})

test('without the relay nothing is said about numbers, because nobody knows', () => {
  expect(sentences(here({ link: 'offline', channels: [channel('unlinked')] }))).toHaveLength(1)
})

test('every state of the line has a sentence of its own', () => {
  const states: LinkState[] = [
    'notSetUp',
    'signedOut',
    'connecting',
    'offline',
    'relayTooOld',
    'extensionTooOld',
    'noRight',
  ]
  const said = states.flatMap((link) => sentences(here({ link })))
  expect(new Set(said).size).toBe(states.length)
  expect(said).not.toContain('')
})

test('only who is not let in finds a closed door; who is merely offline keeps his list', () => {
  expect(closedDoor('notSetUp')).toBe('notSetUp')
  expect(closedDoor('noRight')).toBe('noRight')
  expect(closedDoor('offline')).toBeUndefined()
  expect(closedDoor('relayTooOld')).toBeUndefined()
})
