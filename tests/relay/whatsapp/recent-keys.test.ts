import { expect, it } from 'vitest'
import { createRecentKeys } from '../../../relay/whatsapp/recent-keys.ts'

it('keeps the keys used last in memory, and no more of them than it may', () => {
  const keys = createRecentKeys(3)
  const known = (id: string) => keys.get('session', id) !== undefined
  for (const id of ['anna', 'boris', 'vera']) keys.keep({ type: 'session', id, value: id })
  expect(known('anna')).toBe(true)
  for (const id of ['gleb', 'gleb']) keys.keep({ type: 'session', id, value: id })
  expect(['anna', 'boris', 'vera', 'gleb'].filter(known)).toEqual(['anna', 'vera', 'gleb'])
})

it('keeps apart keys of different kinds that have the same name', () => {
  const keys = createRecentKeys()
  keys.keep({ type: 'session', id: '1', value: 'one' })
  keys.keep({ type: 'pre-key', id: '1', value: null })
  expect([keys.get('session', '1')?.value, keys.get('pre-key', '1')?.value]).toEqual(['one', null])
})
