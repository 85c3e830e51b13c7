import { describe, expect, it } from 'vitest'
import { afterChange, type Changeable } from '../../../relay/inbox/after-change.ts'
import type { MessageChange } from '../../../relay/inbox/incoming-message.ts'

const message = (more: Partial<Changeable> = {}): Changeable => ({
  ...{ kind: 'text', origin: 'client', at: 1_000, text: 'как было', details: {}, secret: null },
  ...more,
})
const place = { latitude: 55, longitude: 37, live: { movedAt: 1_000 } }

describe('what a change makes of a message', () => {
  it.each<[string, MessageChange, Partial<Changeable>]>([
    ['edit', { type: 'edited', text: 'иначе' }, {}],
    ['delete', { type: 'deleted' }, {}],
    [
      'move',
      { type: 'location', location: { ...place, latitude: 56, live: { movedAt: 2_000 } } },
      { kind: 'location', details: { location: place } },
    ],
    [
      'end',
      { type: 'call', call: { video: false, outcome: 'missed' } },
      { kind: 'call', details: { call: { video: false, outcome: 'ringing' } } },
    ],
  ])('is nothing when somebody wants to %s what the other side wrote', (_, change, more) => {
    expect(afterChange(message(more), change, { fromUs: false, at: 2_000 })).toBeDefined()
    expect(afterChange(message(more), change, { fromUs: true, at: 2_000 })).toBeUndefined()
    const ours = message({ ...more, origin: 'employee' })
    expect(afterChange(ours, change, { fromUs: false, at: 2_000 })).toBeUndefined()
    expect(afterChange(ours, change, { fromUs: true, at: 2_000 })).toBeDefined()
  })

  it('is nothing for a vote in what is no poll, or a place that does not move', () => {
    const vote = { type: 'votes', vote: '', read: () => [] } as const
    expect(afterChange(message({ secret: 's' }), vote, { fromUs: false, at: 2_000 })).toBeUndefined()
    const move = { type: 'location', location: { ...place, live: { movedAt: 2_000 } } } as const
    const still = message({ details: { location: { latitude: 1, longitude: 1 } } })
    expect(afterChange(still, move, { fromUs: false, at: 2_000 })).toBeUndefined()
  })

  it('keeps the last fifty of many earlier texts', () => {
    let edited = message()
    for (let index = 1; index <= 60; index += 1) {
      const changed = afterChange(
        edited,
        { type: 'edited', text: `текст ${index}` },
        { fromUs: false, at: 1_000 + index },
      )
      edited = { ...edited, ...changed }
    }
    expect(edited.details.edited?.earlier).toHaveLength(50)
    expect(edited.details.edited?.earlier.at(-1)?.text).toBe('текст 59')
  })
})
