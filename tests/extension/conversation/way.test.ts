import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Arrival } from '../../../extension/conversation/create-message-window.ts'
import { createWay, type Way } from '../../../extension/conversation/create-way.ts'
import { messageId } from '../background/cast.ts'

let arrive: (arrival: Arrival) => void
let way: Way

beforeEach(() => {
  vi.useFakeTimers()
  way = createWay(() => new Promise((done) => (arrive = done)))
})
afterEach(() => vi.useRealTimers())

test('whoever arrives at once is told nothing', async () => {
  const going = way.goTo(messageId(1))
  await vi.advanceTimersByTimeAsync(200)
  expect(way.underWay.value).toBeUndefined()
  arrive('there')
  await going
  await vi.advanceTimersByTimeAsync(1_000)
  expect(way.underWay.value).toBeUndefined()
})

test('whoever waits is told so until he is there', async () => {
  const going = way.goTo(messageId(1))
  await vi.advanceTimersByTimeAsync(300)
  expect(way.underWay.value).toEqual({ id: messageId(1), is: 'slow' })
  arrive('there')
  await going
  expect(way.underWay.value).toBeUndefined()
})

test('why he has not arrived stays until he tries again or goes elsewhere', async () => {
  for (const why of ['unreachable', 'nowhere'] as const) {
    const going = way.goTo(messageId(1))
    arrive(why)
    await going
    expect(way.underWay.value).toEqual({ id: messageId(1), is: why })
  }
  void way.goTo(messageId(1))
  expect(way.underWay.value).toBeUndefined()
})

test('of a way that was given up nothing more is said', async () => {
  const going = way.goTo(messageId(1))
  await vi.advanceTimersByTimeAsync(300)
  way.leave()
  expect(way.underWay.value).toBeUndefined()
  arrive('unreachable')
  await going
  expect(way.underWay.value).toBeUndefined()
})
