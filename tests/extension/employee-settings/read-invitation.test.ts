import { expect, test } from 'vitest'
import { createAccessState } from '../../../extension/employee-settings/create-access-state.ts'
import { readInvitation } from '../../../extension/employee-settings/read-invitation.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const both = { address: 'https://relay.example.ru', code: '7K2M-QX4T-9WBN' }

test('address and code are taken out of the words around them', () => {
  expect(
    readInvitation('Панель мессенджера. Адрес реле: https://relay.example.ru Код приглашения: 7K2M-QX4T-9WBN'),
  ).toEqual(both)
  expect(readInvitation('7K2M-QX4T-9WBN, https://relay.example.ru')).toEqual(both)
})

test('an address alone is an address, a code alone is no invitation, and neither is a piece of a code', () => {
  expect(readInvitation('https://relay.example.ru')).toBeUndefined()
  expect(readInvitation('7K2M-QX4T-9WBN')).toBeUndefined()
  expect(readInvitation('https://relay.example.ru 7K2M-QX4T')).toBeUndefined()
})

test('what looks like a code in the address is the address’s', () => {
  expect(readInvitation('https://relay.example.ru/ABCD-EFGH-JKLM')).toBeUndefined()
})

test('a pasted invitation fills in the address here and the code of the next step', () => {
  const state = createAccessState(quietInbox())
  state.typeAddress('Адрес: https://relay.example.ru Код: 7K2M-QX4T-9WBN')
  expect([state.address.value, state.invitationCode.value]).toEqual([both.address, both.code])
})

test('what is typed letter by letter stays as it is typed', () => {
  const state = createAccessState(quietInbox())
  state.typeAddress('relay.exam')
  expect([state.address.value, state.invitationCode.value]).toEqual(['relay.exam', ''])
})
