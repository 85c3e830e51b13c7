import { describe, expect, test } from 'vitest'
import { afterRefusal, afterReplyRefusal } from '../../../extension/background/after-refusal.ts'
import { mergeMessage } from '../../../extension/background/merge-message.ts'
import { readFrame } from '../../../extension/background/read-frame.ts'
import { reconnectAfter } from '../../../extension/background/reconnect-after.ts'
import { createInTurn } from '../../../extension/database/in-turn.ts'
import { ivan, message, morning } from './cast.ts'

describe('waiting before the next try', () => {
  test('doubles from a second and ends at half a minute', () => {
    expect([0, 1, 2, 3, 4, 9].map((attempt) => reconnectAfter(attempt, 0))).toEqual([1e3, 2e3, 4e3, 8e3, 15e3, 15e3])
    expect([0, 1, 2, 3, 4, 9].map((attempt) => reconnectAfter(attempt, 1))).toEqual([2e3, 4e3, 8e3, 16e3, 30e3, 30e3])
  })

  test('differs by chance, so that not everybody knocks at once', () => {
    expect(reconnectAfter(3, 0.2)).not.toBe(reconnectAfter(3, 0.7))
  })
})

describe('a refusal of the line', () => {
  test.each([
    [[], 'relayTooOld'],
    [[0], 'relayTooOld'],
    [[2], 'extensionTooOld'],
    [[2, 3], 'extensionTooOld'],
  ])('of our version by a relay that speaks %s: %s', (supported, what) =>
    expect(afterRefusal('protocolMismatch', 1, supported)).toBe(what),
  )

  test('takes the access away only when the relay says that the token or the right is gone', () => {
    expect(afterRefusal('unauthorized', 1)).toBe('accessGone')
    expect(afterRefusal('forbidden', 1)).toBe('noRight')
    for (const code of ['internal', 'storageFull', 'notARelay', 'unreachable'] as const) {
      expect(afterRefusal(code, 1)).toBe('later')
    }
  })

  test('of a reply is for good only when repeating it cannot help', () => {
    expect(afterReplyRefusal('tooLarge')).toBe('forGood')
    expect(afterReplyRefusal('tooManyAttempts')).toBe('later')
    expect(afterReplyRefusal('notARelay')).toBe('later')
  })
})

describe('a frame', () => {
  test.each([
    ['{"type":"pong"}', { ok: true, frame: { type: 'pong' } }],
    ['{"type":"weather"}', { ok: false, mayHoldEvents: false }],
    ['{"type":"events","events":{}}', { ok: false, mayHoldEvents: true }],
    ['{"type":"even', { ok: false, mayHoldEvents: true }],
    ['[]', { ok: false, mayHoldEvents: true }],
  ])('%s', (text, read) => expect(readFrame(text)).toMatchObject(read))
})

describe('two words about one reply', () => {
  const accepted = { stage: 'accepted', at: morning } as const
  const delivered = { stage: 'delivered', at: morning + 1 } as const
  const reply = (...stages: (typeof accepted | typeof delivered)[]) => message(ivan, 20, { origin: 'employee', stages })

  test('the farther stage stays when the answer comes after the event', () => {
    const merged = mergeMessage(reply(accepted, delivered), reply(accepted))
    expect(merged.stages).toEqual([accepted, delivered])
  })

  test('the farther stage is taken over when the event comes after the answer', () => {
    expect(mergeMessage(reply(accepted), reply(accepted, delivered)).stages).toEqual([accepted, delivered])
  })
})

test('tasks run one after another, and one that fails stops nobody behind it', async () => {
  const inTurn = createInTurn()
  const done: string[] = []
  const first = inTurn(async () => {
    await Promise.resolve()
    done.push('first')
  })
  const failing = inTurn(() => Promise.reject(new Error('no')))
  const last = inTurn(async () => void done.push('last'))
  await expect(failing).rejects.toThrow('no')
  await Promise.all([first, last])
  expect(done).toEqual(['first', 'last'])
})
