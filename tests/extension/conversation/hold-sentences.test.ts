import { beforeEach, expect, test } from 'vitest'
import { holdSentence } from '../../../extension/conversation/hold-sentences.ts'
import { holdReasons } from '../../../shared/stage.ts'
import { channel, morning } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

test('every reason to wait has a sentence of its own, with and without a time', () => {
  const said = holdReasons.map((reason) => holdSentence({ reason }, morning))
  expect(new Set(said).size).toBe(holdReasons.length)
  expect(said).not.toContain('')
  for (const reason of holdReasons) expect(holdSentence({ reason, until: morning + 5_000 }, morning)).not.toBe('')
})

test('the seconds are counted up to the next try, and not below it', () => {
  expect(holdSentence({ reason: 'pacing', until: morning + 7_100 }, morning)).toContain('следующее через 8 с')
  expect(holdSentence({ reason: 'pacing', until: morning }, morning)).not.toContain('через')
})

test('a used-up allowance says how large it is and when it goes on', () => {
  const numbered = { ...channel('online'), allowance: { used: 20, limit: 20 } }
  const midnight = new Date(2026, 10, 3).getTime()
  const sentence = holdSentence({ reason: 'allowance', until: midnight }, morning, numbered)
  expect(sentence).toMatch(/\(20\) исчерпан — уйдёт 3 нояб\.,? (в )?00:00/)
})
