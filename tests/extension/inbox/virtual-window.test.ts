import { expect, test } from 'vitest'
import {
  drawnRows,
  rowAfterKey,
  rowHeight,
  scrolledTo,
  steadyScroll,
  wantedRows,
} from '../../../extension/inbox/virtual-window.ts'

const height = 10 * rowHeight

test('at the top the first rows are drawn, and a few below the edge', () => {
  const { from, to } = drawnRows({ top: 0, height }, 2_000)
  expect(from).toBe(0)
  expect(to).toBeGreaterThan(10)
  expect(to).toBeLessThan(30)
})

test('the first paint draws what can be in sight and nothing beyond', () => {
  expect(drawnRows({ top: 0, height, beyond: 0 }, 2_000)).toEqual({ from: 0, to: 10 })
  expect(drawnRows({ top: 0, height, beyond: 0 }, 4)).toEqual({ from: 0, to: 4 })
})

test('in the middle those around are drawn, at the end none that are not there', () => {
  const middle = drawnRows({ top: 1_000 * rowHeight, height }, 2_000)
  expect(middle.from).toBeLessThan(1_000)
  expect(middle.to).toBeGreaterThan(1_010)
  expect(drawnRows({ top: 1_990 * rowHeight, height }, 2_000).to).toBe(2_000)
})

test('a list that has become shorter than it was scrolled still draws its end', () => {
  const { from, to } = drawnRows({ top: 500 * rowHeight, height }, 3)
  expect(from).toBeLessThan(to)
})

test('scrolling by one row asks the store for nothing new', () => {
  const before = wantedRows(drawnRows({ top: 100 * rowHeight, height }, 2_000))
  expect(wantedRows(drawnRows({ top: 101 * rowHeight, height }, 2_000))).toEqual(before)
  expect(wantedRows(drawnRows({ top: 200 * rowHeight, height }, 2_000))).not.toEqual(before)
})

test('a row in sight is not scrolled to, one below or above comes just into sight', () => {
  const view = { top: 5 * rowHeight, height }
  expect(scrolledTo(7, view)).toBe(view.top)
  expect(scrolledTo(15, view)).toBe(6 * rowHeight)
  expect(scrolledTo(4, view)).toBe(4 * rowHeight)
})

test('the keys lead through the list and stop at its ends', () => {
  expect(rowAfterKey('ArrowDown', 3, 10, height)).toBe(4)
  expect(rowAfterKey('ArrowDown', 9, 10, height)).toBe(9)
  expect(rowAfterKey('ArrowUp', 0, 10, height)).toBe(0)
  expect(rowAfterKey('PageDown', 0, 2_000, height)).toBe(9)
  expect(rowAfterKey('End', 0, 2_000, height)).toBe(1_999)
  expect(rowAfterKey('Home', 700, 2_000, height)).toBe(0)
})

test('any other key is not the list’s', () => {
  expect(rowAfterKey('a', 3, 10, height)).toBeUndefined()
  expect(rowAfterKey('Enter', 3, 10, height)).toBeUndefined()
})

test('who reads further down keeps his rows under his eyes when one comes in on top', () => {
  const before = ['a', 'b', 'c', 'd', 'e']
  expect(steadyScroll(before, ['new', ...before], 2 * rowHeight + 7)).toBe(3 * rowHeight + 7)
  expect(steadyScroll(before, ['b', 'c', 'd', 'e'], 2 * rowHeight)).toBe(rowHeight)
})

test('when the very row at the edge has gone, the next one keeps its place', () => {
  expect(steadyScroll(['a', 'b', 'c', 'd'], ['c', 'a', 'b', 'd'], 3 * rowHeight)).toBe(3 * rowHeight)
  expect(steadyScroll(['a', 'b', 'c', 'd'], ['a', 'd'], 2 * rowHeight)).toBe(0)
})

test('who stands at the top sees the newest come in', () => {
  expect(steadyScroll(['a', 'b'], ['new', 'a', 'b'], 0)).toBe(0)
})
