import { signal } from '@preact/signals'
import * as v from 'valibot'
import { beforeEach, expect, test, vi } from 'vitest'
import { checkSentence } from '../../../extension/messenger-settings/base-check.tsx'
import { changeOf, ownerOf, setUpFault, setUpOf } from '../../../extension/messenger-settings/base-set-up.ts'
import { createBaseCardState } from '../../../extension/messenger-settings/create-base-card-state.ts'
import { synchronisationFault } from '../../../extension/messenger-settings/schedule-fault.ts'
import type { BaseCheck, BaseRow } from '../../../shared/answers.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'
import { baseIdSchema, channelIdSchema } from '../../../shared/ids.ts'
import { channelId, morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const otherChannel = v.parse(channelIdSchema, '00000000-0000-7000-8000-0000000000c2')
const base = (changes: Partial<BaseRow> = {}): BaseRow => ({
  id: v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000ba'),
  name: 'Торговля',
  cursor: 0,
  waitingEvents: 0,
  channels: null,
  preferResponsible: false,
  signed: false,
  employees: 0,
  templates: 0,
  rejected: 0,
  ...changes,
})
const accounting = base({ id: v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000bb'), name: 'Бухгалтерия' })

beforeEach(() => speak('ru'))

test('only what was changed is sent, so that two administrators do not undo each other', () => {
  const row = base({ webAddress: 'https://1c.example.ru/trade' })
  expect(changeOf(row, setUpOf(row))).toEqual({})
  expect(changeOf(row, { ...setUpOf(row), name: ' Торговля 2 ' })).toEqual({ name: 'Торговля 2' })
  expect(changeOf(row, { ...setUpOf(row), webAddress: '' })).toEqual({ webAddress: null })
  expect(changeOf(row, { ...setUpOf(row), allOthers: false, channels: [channelId] })).toEqual({ channels: [channelId] })
  expect(changeOf(base({ channels: [channelId] }), { ...setUpOf(base()), channels: [] })).toEqual({ channels: null })
})

test('a base without a name, without a number, or with no address at all is not sent', () => {
  const form = setUpOf(base())
  expect(setUpFault(form)).toBeUndefined()
  expect(setUpFault({ ...form, name: ' ' })).toBe('name')
  expect(setUpFault({ ...form, allOthers: false })).toBe('noChannels')
  expect(setUpFault({ ...form, webAddress: 'торговля' })).toBe('webAddressFault')
  expect(setUpFault({ ...form, webAddress: 'https://1c.example.ru/trade' })).toBeUndefined()
})

test('a number of another base is shown as that, and a base’s own is free to it', () => {
  const all = [base({ channels: [channelId] }), accounting]
  expect(ownerOf(channelId, accounting, all)).toBe('Торговля')
  expect(ownerOf(channelId, base(), all)).toBeUndefined()
  expect(ownerOf(otherChannel, accounting, all)).toBeUndefined()
})

test('what was saved is what is shown afterwards; what was refused stays as it was typed', async () => {
  const rows = signal<BaseRow[] | undefined>([base()])
  const put = (row: BaseRow) => {
    rows.value = [row]
  }
  const changeBase = vi.fn(async () => ({ ok: true as const, value: base({ name: 'Новая' }) }))
  const card = createBaseCardState(quietInbox({ changeBase }), base().id, rows, put)
  card.setUp.set({ name: 'Новая' })
  expect(await card.setUp.save.run()).toBe(true)
  expect(changeBase).toHaveBeenCalledWith(base().id, { name: 'Новая' })
  expect(card.setUp.changed.value).toBe(false)

  const refusing = createBaseCardState(quietInbox(), base().id, rows, put)
  refusing.setUp.set({ name: 'Другая' })
  expect(await refusing.setUp.save.run()).toBe(false)
  expect(refusing.setUp.form.value?.name).toBe('Другая')
})

test('a check says what came of it in words, each time anew', () => {
  const check = (found: Partial<BaseCheck>) => checkSentence({ base: base(), outcome: 'answers', ...found }, morning)
  const job = { enabled: true, blocked: false, copy: false, off: false }
  const said = [
    check({}),
    check({ job }),
    check({ job: { ...job, blocked: true } }),
    check({ job: { ...job, enabled: false } }),
    check({ job: { ...job, off: true } }),
    check({ job: { ...job, copy: true } }),
    check({ outcome: 'failed', failure: 'unauthorized' }),
    check({ outcome: 'notCalled' }),
  ]
  expect(new Set(said).size).toBe(said.length)
  expect(said[2]).toContain('консоли кластера')
  expect(check({ job: { ...job, lastRunAt: morning } })).toMatch(/Задание запускалось \d\d:\d\d/)
})

test('how long a silent 1C is waited for is a number of minutes, or for ever', () => {
  const fault = (withoutOnecAfterMinutes: number | null) =>
    synchronisationFault({ ...defaultSynchronisation, withoutOnecAfterMinutes })
  expect([null, 1, 1440].map(fault)).toEqual([undefined, undefined, undefined])
  expect([0, 1.5, 1441, Number.NaN].map(fault)).toEqual(Array(4).fill('withoutOnec'))
})
