import { expect, test } from 'vitest'
import { needsSearch, removedCount, shownEmployees } from '../../../extension/messenger-settings/shown-employees.ts'
import { anna, morning } from '../background/cast.ts'

const working = { employee: { ...anna, name: 'Ольга Иванова', login: 'o.ivanova' } }
const gone = { employee: { ...anna, name: 'Пётр Сидоров' }, revokedAt: morning }

test('whose access was taken away is shown only when he is asked for', () => {
  expect(shownEmployees([working, gone], '', false)).toEqual([working])
  expect(shownEmployees([working, gone], '', true)).toEqual([working, gone])
  expect(removedCount([working, gone])).toBe(1)
})

test('somebody is found by parts of his name in any order, or by his login', () => {
  for (const sought of ['ива оль', 'O.IVAN', ' Ольга '])
    expect(shownEmployees([working], sought, false)).toEqual([working])
  expect(shownEmployees([working], 'Ольга Петрова', false)).toEqual([])
})

test('a handful of people needs no search', () => {
  expect(needsSearch([working, gone])).toBe(false)
  expect(needsSearch(Array.from({ length: 13 }, () => working))).toBe(true)
})

test('people stand in the order of their names, however 1C has sent them', () => {
  const named = ['Яна', 'Анна', 'Пётр'].map((name) => ({ employee: { ...anna, name } }))
  expect(shownEmployees(named, '', false).map(({ employee }) => employee.name)).toEqual(['Анна', 'Пётр', 'Яна'])
})
