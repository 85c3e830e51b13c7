import { expect, test } from 'vitest'
import { createSynchronisationState } from '../../../extension/messenger-settings/create-synchronisation-state.ts'
import { scheduleFault, toggledDay } from '../../../extension/messenger-settings/schedule-fault.ts'
import { defaultSynchronisation, type Synchronisation } from '../../../shared/commands.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const { schedule } = defaultSynchronisation

test('the schedule that the product ships with can be saved', () => {
  expect(scheduleFault(schedule)).toBeUndefined()
})

test('no interval, no hours or no day cannot', () => {
  expect(scheduleFault({ ...schedule, everySeconds: 0 })).toBe('everySeconds')
  expect(scheduleFault({ ...schedule, everySeconds: Number.NaN })).toBe('everySeconds')
  expect(scheduleFault({ ...schedule, to: '' })).toBe('noTime')
  expect(scheduleFault({ ...schedule, weekdays: [] })).toBe('noDays')
})

test('days stay in the order of the week', () => {
  expect(toggledDay([1, 5], 3)).toEqual([1, 3, 5])
  expect(toggledDay([1, 3, 5], 3)).toEqual([1, 5])
})

test('what was changed stays in the form when the relay does not answer, and can be undone', async () => {
  const state = createSynchronisationState(
    quietInbox({ synchronisation: async () => ({ ok: true, value: defaultSynchronisation }) }),
  )
  await state.load.run()
  const changed: Synchronisation = { ...defaultSynchronisation, replyRoute: 'direct' }
  state.form.value = changed
  await state.save.run()
  expect(state.save.refused.value?.code).toBe('unreachable')
  expect(state.form.value).toEqual(changed)
  state.undo()
  expect(state.changed.value).toBe(false)
})
