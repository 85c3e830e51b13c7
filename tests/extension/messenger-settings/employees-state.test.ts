import { expect, test, vi } from 'vitest'
import { createEmployeesState, rightsOf } from '../../../extension/messenger-settings/create-employees-state.ts'
import { anna, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const invited = { ok: true as const, value: { code: '7K2M-QX4T-9WBN', validUntil: morning } }

test('an invited employee gets a code that is shown with his name, and the form is empty for the next', async () => {
  const invite = vi.fn(async () => invited)
  const state = createEmployeesState(quietInbox({ invite }))
  state.form.value = { name: ' Вера ', mayReply: true, isAdmin: false, inQueue: false }
  await state.invite.run()
  expect(invite).toHaveBeenCalledWith({ name: 'Вера', rights: ['read', 'reply'], inQueue: false })
  expect(state.code.value).toEqual({ name: 'Вера', code: '7K2M-QX4T-9WBN', validUntil: morning })
  expect(state.form.value.name).toBe('')
})

test('when the relay does not answer, no code is shown and the name stays typed', async () => {
  const state = createEmployeesState(quietInbox())
  state.form.value = { name: 'Вера', mayReply: true, isAdmin: false, inQueue: true }
  await state.invite.run()
  expect(state.code.value).toBeUndefined()
  expect(state.form.value.name).toBe('Вера')
  expect(state.invite.refused.value?.code).toBe('unreachable')
})

test('nobody without a name is invited', async () => {
  const invite = vi.fn(async () => invited)
  const state = createEmployeesState(quietInbox({ invite }))
  await state.invite.run()
  expect(invite).not.toHaveBeenCalled()
})

test('whoever is invited may read', () => {
  expect(rightsOf({ mayReply: false, isAdmin: false })).toEqual(['read'])
  expect(rightsOf({ mayReply: true, isAdmin: true })).toEqual(['read', 'reply', 'admin'])
})

test('a changed employee is shown as the relay has him now', async () => {
  const before = { employee: anna, signedInAt: morning }
  const after = { ...before, employee: { ...anna, inQueue: false } }
  const state = createEmployeesState(
    quietInbox({
      employees: async () => ({ ok: true, value: { employees: [before], onecDecides: false, sources: [] } }),
      changeEmployee: async () => ({ ok: true, value: after }),
    }),
  )
  await state.load.run()
  await state.change.run(anna.id, { inQueue: false })
  expect(state.employees.value).toEqual([after])
})

test('where 1C decides, whoever is added by hand is an administrator', async () => {
  const invite = vi.fn(async () => invited)
  const employees = async () => ({ ok: true as const, value: { employees: [], onecDecides: true, sources: [] } })
  const state = createEmployeesState(quietInbox({ invite, employees }))
  await state.load.run()
  state.form.value = { ...state.form.value, name: 'Второй' }
  await state.invite.run()
  expect(invite).toHaveBeenCalledWith({ name: 'Второй', rights: ['read', 'reply', 'admin'], inQueue: true })
})
