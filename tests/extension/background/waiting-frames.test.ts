import { expect, test } from 'vitest'
import type { ReadFrame } from '../../../extension/background/read-frame.ts'
import { WaitingFrames } from '../../../extension/background/waiting-frames.ts'
import type { RelayFrame } from '../../../shared/events.ts'
import { ivan, wrote } from './cast.ts'

const read = (frame: RelayFrame, passedOver = 0): ReadFrame => ({ ok: true, frame, passedOver })
const events = (from: number, to: number, passedOver?: number): ReadFrame => {
  const told = Array.from({ length: to - from + 1 }, (_, place) => wrote(ivan, from + place))
  return read({ type: 'events', events: told, cursor: to }, passedOver)
}
const torn: ReadFrame = { ok: false, why: 'torn', mayHoldEvents: true }

/** What is taken, turn by turn: the numbers of the events, or the kind of another frame. */
function turns(...came: ReadFrame[]): unknown[] {
  const frames = new WaitingFrames()
  for (const frame of came) frames.add(frame)
  return came.map(() => {
    const next = frames.next()
    if (next === undefined) return 'nothing'
    if (!next.ok) return next.why
    const { frame, passedOver } = next
    if (frame.type !== 'events') return frame.type
    return [frame.events.map(({ seq }) => seq), frame.cursor, passedOver]
  })
}

test('events that wait behind one another are taken at one go, up to the cursor of the last, and what was passed over counts', () => {
  expect(turns(events(1, 2, 1), events(3, 3), events(4, 5, 2))).toEqual([[[1, 2, 3, 4, 5], 5, 3], 'nothing', 'nothing'])
})

test('but not past anything else that came between them, nor past what was not understood', () => {
  expect(turns(events(1, 1), read({ type: 'pong' }), events(2, 2), torn, events(3, 3))).toEqual([
    [[1], 1, 0],
    'pong',
    [[2], 2, 0],
    'torn',
    [[3], 3, 0],
  ])
})

test('and not so many that a popup would wait for long', () => {
  const [first, second, third, last] = [
    events(1, 2_000),
    events(2_001, 5_000),
    events(3_001, 3_500),
    events(3_501, 3_600),
  ]
  const sizes = turns(first, second, third, last).map((turn) => (Array.isArray(turn) ? turn[0].length : turn))
  expect(sizes).toEqual([5_000, 600, 'nothing', 'nothing'])
})
