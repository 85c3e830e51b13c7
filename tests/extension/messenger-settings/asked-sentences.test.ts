import { beforeEach, expect, test } from 'vitest'
import type { AskedCode } from '../../../extension/background/inbox-service.ts'
import { askedSentence, typedCodeSentence } from '../../../extension/inbox/asked-sentences.ts'
import { refusalCodes } from '../../../shared/refusal.ts'
import { speak } from '../design/speak.ts'

const codes: AskedCode[] = [...refusalCodes, 'unreachable', 'notARelay']

beforeEach(() => speak('ru'))

test('every refusal has a sentence of its own that says what to do', () => {
  const said = codes.map((code) => askedSentence({ code }))
  expect(new Set(said).size).toBe(codes.length)
  expect(said.filter((sentence) => sentence === '')).toEqual([])
})

test('after too many attempts people are told how long to wait, in whole minutes', () => {
  expect(askedSentence({ code: 'tooManyAttempts', retryAfterSeconds: 61 })).toContain('через 2 мин')
})

test('where a code was typed, a refusal speaks of the code, not of the right', () => {
  expect(typedCodeSentence({ code: 'unauthorized' })).toContain('Код не подошёл')
  expect(typedCodeSentence({ code: 'codeUsed' })).toContain('Код не подошёл')
  expect(typedCodeSentence({ code: 'unreachable' })).toBe(askedSentence({ code: 'unreachable' }))
})
