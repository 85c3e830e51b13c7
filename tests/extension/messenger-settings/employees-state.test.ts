import { expect, test, vi } from 'vitest'
import { createEmployeesState, rightsOf } from '../../../extension/messenger-settings/create-employees-state.ts'
import type { EmployeeRow } from '../../../shared/answers.ts'
import { anna, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const invited = { ok: true as const, value: { employee: anna, code: '7K2M-QX4T-9WBN', validUntil: morning } }
const listOf = (...employees: EmployeeRow[]) => ({
  ok: true as const,
  value: { employees, onecDecides: false, sources: [] },
})

test('an invited employee gets a code that is shown with his name, and the form is empty for the next', async () => {
  const invite = vi.fn(async () => invited)
  const state = createEmployeesState(quietInbox({ invite }))
  state.form.value = { name: ' Вера ', mayReply: true, isAdmin: false, inQueue: false }
  await state.invite.run()
  expect(invite).toHaveBeenCalledWith({ name: 'Вера', rights: ['read', 'reply'], inQueue: false })
  expect(state.code.value).toMatchObject({ name: 'Вера', code: '7K2M-QX4T-9WBN', validUntil: morning })
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

test('a code is gone once its owner has come in with it, and stays until then', async () => {
  const employees = vi.fn(async () => listOf({ employee: anna }))
  const state = createEmployeesState(quietInbox({ invite: async () => invited, employees }))
  state.form.value = { ...state.form.value, name: anna.name }
  await state.invite.run()
  await state.load.run()
  expect(state.code.value?.code).toBe('7K2M-QX4T-9WBN')
  employees.mockImplementation(async () => listOf({ employee: anna, signedInAt: morning }))
  await state.load.run()
  expect(state.code.value).toBeUndefined()
})

test('a new code of somebody who was in before stays: that he was in says nothing about it', async () => {
  const employees = async () => listOf({ employee: anna, signedInAt: morning })
  const state = createEmployeesState(quietInbox({ inviteAgain: async () => invited, employees }))
  await state.load.run()
  await state.inviteAgain.run(anna.id)
  await state.load.run()
  expect(state.code.value).toMatchObject({ name: anna.name, code: '7K2M-QX4T-9WBN' })
})
