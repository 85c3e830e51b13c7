import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import { liveSignal } from '../../../extension/inbox/live-signal.ts'
import { until } from '../../world/until.ts'

/** A store that answers when the test says so. */
function slowStore() {
  const asked = new Map<string, (answer: string) => void>()
  const ask = (words: string) => new Promise<string>((answer) => asked.set(words, answer))
  return { asked, ask, answer: (words: string) => asked.get(words)?.(`found by ${words}`) }
}

test('a late answer to what is no longer asked never takes the place of the newer one', async () => {
  const { asked, ask, answer } = slowStore()
  const words = signal('76')
  const found = liveSignal(() => {
    const wanted = words.value
    return () => ask(wanted)
  })
  await until(() => expect([...asked.keys()]).toContain('76'))
  words.value = '765'
  await until(() => expect([...asked.keys()]).toContain('765'))
  answer('765')
  await until(() => expect(found.value.value).toBe('found by 765'))
  answer('76')
  await new Promise((done) => setTimeout(done))
  expect(found.value.value).toBe('found by 765')
  found.stop()
})

test('an answer to what is asked still is shown, however late it comes', async () => {
  const { asked, ask, answer } = slowStore()
  const found = liveSignal(() => () => ask('76'))
  await until(() => expect([...asked.keys()]).toContain('76'))
  expect(found.value.value).toBeUndefined()
  answer('76')
  await until(() => expect(found.value.value).toBe('found by 76'))
  found.stop()
})
