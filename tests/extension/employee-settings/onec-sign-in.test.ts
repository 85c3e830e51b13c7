import { expect, test, vi } from 'vitest'
import { createOnecSignIn } from '../../../extension/employee-settings/create-onec-sign-in.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const done = async () => ({ ok: true as const, value: undefined })

test('login and password of 1C go to the relay as typed, and the password does not stay in the page', async () => {
  const signInWithOnec = vi.fn(async () => ({ ok: false as const, code: 'wrongLogin' as const, message: '' }))
  const state = createOnecSignIn(quietInbox({ signInWithOnec }))
  state.login.value = ' Иванова '
  state.password.value = ' с пробелом '
  await state.signIn.run()
  expect(signInWithOnec).toHaveBeenCalledWith('Иванова', ' с пробелом ')
  expect(state.signIn.refused.value?.code).toBe('wrongLogin')
  expect([state.login.value, state.password.value]).toEqual([' Иванова ', ''])
})

test('without a login nobody is asked, and the place says so', async () => {
  const signInWithOnec = vi.fn(done)
  const state = createOnecSignIn(quietInbox({ signInWithOnec }))
  await state.signIn.run()
  expect(signInWithOnec).not.toHaveBeenCalled()
  expect(state.loginIsEmpty.value).toBe(true)
})
