import { expect, test } from 'vitest'
import { createRecordingPlace } from '../../../extension/voice/recording-place.ts'
import { ivan, olga } from '../background/cast.ts'
import { BrowserLocks } from './browser-locks.ts'

const windowsOf = (locks: BrowserLocks) => [
  createRecordingPlace(ivan.id, locks),
  createRecordingPlace(ivan.id, locks),
  createRecordingPlace(olga.id, locks),
]

test('one of two windows records; the other is told that it is not the one', async () => {
  const [panel, popup] = windowsOf(new BrowserLocks())
  expect(await panel?.take()).toBeTypeOf('function')
  expect(await popup?.take()).toBeUndefined()
  expect([await panel?.isElsewhere(), await popup?.isElsewhere()]).toEqual([false, true])
})

test('another conversation is another recording', async () => {
  const [panel, , ofOlga] = windowsOf(new BrowserLocks())
  await panel?.take()
  expect(await ofOlga?.isElsewhere()).toBe(false)
  expect(await ofOlga?.take()).toBeTypeOf('function')
})

test('when the first has ended, who waits hears of it and may record; not before', async () => {
  const [panel, popup] = windowsOf(new BrowserLocks())
  const end = await panel?.take()
  let isFree = false
  const waiting = popup?.whenFree().then(() => {
    isFree = true
  })
  expect(await popup?.take()).toBeUndefined()
  expect(isFree).toBe(false)
  end?.()
  await waiting
  expect(await popup?.isElsewhere()).toBe(false)
  expect(await popup?.take()).toBeTypeOf('function')
})
