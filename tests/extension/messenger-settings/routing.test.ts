import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import { createFormState } from '../../../extension/messenger-settings/create-form-state.ts'
import { createTryOutState } from '../../../extension/messenger-settings/create-try-out-state.ts'
import { inboxSettingsFault } from '../../../extension/messenger-settings/inbox-settings-fault.ts'
import { moved, namesNobody, wordsFrom } from '../../../extension/messenger-settings/routing-rules.ts'
import type { Employee } from '../../../shared/employee.ts'
import { channelIdSchema, employeeIdSchema, groupIdSchema } from '../../../shared/ids.ts'
import { defaultInboxSettings, type RoutingRule } from '../../../shared/inbox-settings.ts'
import { countingIds } from '../../world/ids.ts'
import { until } from '../../world/until.ts'

const newId = countingIds()
const main = newId(channelIdSchema)
const olga: Employee = { id: newId(employeeIdSchema), name: 'Ольга', rights: ['read', 'reply'], inQueue: true }
const books = { id: newId(groupIdSchema), name: 'Бухгалтерия', members: [olga.id] }
const known = { employees: [olga], groups: [books], channels: [{ id: main, title: 'Номер' }] }
const toBooks: RoutingRule = { words: ['счёт'], channels: [], target: { to: 'group', groupId: books.id } }

describe('the list of rules', () => {
  it('is put in order one place at a time, and the ends stay where they are', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
  })

  it('takes words with commas between them, each once', () => {
    expect(wordsFrom(' счёт,оплата ,, акт сверки, счёт')).toEqual(['счёт', 'оплата', 'акт сверки'])
    expect(wordsFrom(' , ')).toEqual([])
  })

  it('marks a rule that names somebody who is gone, and no other', () => {
    expect(namesNobody(toBooks, known)).toBe(false)
    expect(namesNobody(toBooks, { ...known, groups: [] })).toBe(true)
    expect(namesNobody({ ...toBooks, channels: [newId(channelIdSchema)] }, known)).toBe(true)
    expect(namesNobody({ ...toBooks, responsibleId: olga.id }, { ...known, employees: [] })).toBe(true)
    const mayOnlyRead = { ...known, employees: [{ ...olga, rights: ['read' as const] }] }
    expect(namesNobody({ ...toBooks, target: { to: 'employee', employeeId: olga.id } }, mayOnlyRead)).toBe(true)
  })
})

describe('the try-out', () => {
  it('says which rule fits a text, or that the chat stays in the queue, and nothing before anything is typed', async () => {
    const state = createTryOutState(signal([toBooks]), signal(known))
    expect(state.found.value).toBeUndefined()
    state.text.value = 'Где мои счета?'
    await until(() => expect(state.found.value).toEqual({ rule: 0, route: toBooks.target }))
    state.text.value = 'Здравствуйте'
    expect(state.found.value).toBeNull()
  })

  it('passes over a rule that leads to nobody, as the relay does', async () => {
    const state = createTryOutState(signal([toBooks]), signal({ ...known, groups: [] }))
    state.text.value = 'счёт'
    await until(() => expect(state.found.value).toBeNull())
  })
})

describe('the form of the queue', () => {
  const { automaticTexts, workingHours } = defaultInboxSettings
  it.each([
    ['minutes', { alertOthersAfterMinutes: Number.NaN }],
    ['minutes', { alertSupervisorsAfterMinutes: 1441 }],
    ['supervisors', { alertOthersAfterMinutes: 30, alertSupervisorsAfterMinutes: 30 }],
    ['noTime', { workingHours: { ...workingHours, from: '' } }],
    ['noDays', { workingHours: { ...workingHours, weekdays: [] } }],
    ['emptyText', { automaticTexts: { ...automaticTexts, closing: { enabled: true, text: ' ' } } }],
  ])('is not saved with the fault «%s»', (fault, more) => {
    expect(inboxSettingsFault({ ...defaultInboxSettings, ...more })).toBe(fault)
  })

  it('is saved when all is well, alerts switched off or an empty text that does not leave among it', () => {
    expect(inboxSettingsFault(defaultInboxSettings)).toBeUndefined()
    const off = {
      alertOthersAfterMinutes: null,
      automaticTexts: { ...automaticTexts, closing: { enabled: false, text: '' } },
    }
    expect(inboxSettingsFault({ ...defaultInboxSettings, ...off })).toBeUndefined()
  })

  it('keeps what was typed when its part is opened again, and takes what the relay says when nothing was', async () => {
    let kept = 'first'
    const state = createFormState({
      ask: async () => ({ ok: true as const, value: kept }),
      keep: async (value: string) => ({ ok: true as const, value }),
      faultOf: () => undefined,
    })
    await state.load.run()
    state.form.value = 'typed'
    kept = 'second'
    await state.load.run()
    expect(state.form.value).toBe('typed')
    state.undo()
    await state.load.run()
    expect(state.form.value).toBe('second')
  })
})
