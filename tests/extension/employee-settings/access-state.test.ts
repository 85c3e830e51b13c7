import { expect, test, vi } from 'vitest'
import { createAccessState } from '../../../extension/employee-settings/create-access-state.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const done = async () => ({ ok: true as const, value: undefined })

test('an address is made whole before the relay is looked for', async () => {
  const useRelay = vi.fn(done)
  const state = createAccessState(quietInbox({ useRelay }))
  state.address.value = ' relay.example.ru/ '
  await state.connect.run()
  expect(useRelay).toHaveBeenCalledWith('https://relay.example.ru')
  expect(state.address.value).toBe('https://relay.example.ru')
})

test('what cannot be an address is said so without asking anybody, and stays typed', async () => {
  const useRelay = vi.fn(done)
  const state = createAccessState(quietInbox({ useRelay }))
  state.address.value = 'где реле?'
  await state.connect.run()
  expect(useRelay).not.toHaveBeenCalled()
  expect(state.addressIsWrong.value).toBe(true)
  expect(state.address.value).toBe('где реле?')
})

test('the first administrator is made with his code and name', async () => {
  const setUp = vi.fn(done)
  const state = createAccessState(quietInbox({ setUp }))
  state.setUpCode.value = '7k2m qx4t 9wbn'
  state.name.value = ' Мария '
  await state.setUp.run()
  expect(setUp).toHaveBeenCalledWith('7K2M-QX4T-9WBN', 'Мария')
  expect(state.setUpCode.value).toBe('')
})

test('a code that is not whole is not sent, and the place says so', async () => {
  const signIn = vi.fn(done)
  const state = createAccessState(quietInbox({ signIn }))
  state.invitationCode.value = '7k2m'
  await state.signIn.run()
  expect(signIn).not.toHaveBeenCalled()
  expect(state.halfTyped.value).toBe('signIn')
})

test('a refused code stays typed', async () => {
  const state = createAccessState(
    quietInbox({ signIn: async () => ({ ok: false, code: 'unauthorized', message: 'no such code' }) }),
  )
  state.invitationCode.value = '7K2M-QX4T-9WBN'
  await state.signIn.run()
  expect(state.signIn.refused.value?.code).toBe('unauthorized')
  expect(state.invitationCode.value).toBe('7K2M-QX4T-9WBN')
})

test('a button that is pressed twice asks once', async () => {
  const signIn = vi.fn(done)
  const state = createAccessState(quietInbox({ signIn }))
  state.invitationCode.value = '7K2M-QX4T-9WBN'
  await Promise.all([state.signIn.run(), state.signIn.run()])
  expect(signIn).toHaveBeenCalledOnce()
})
