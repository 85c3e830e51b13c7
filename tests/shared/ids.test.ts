import { describe, expect, it } from 'vitest'
import { createNewId, messageIdSchema, uuidV7 } from '../../shared/ids.ts'

describe('ids', () => {
  it('sort by the time at which they were made', () => {
    const earlier = uuidV7(1_793_699_400_000, 4095, new Uint8Array(8).fill(255))
    expect(earlier < uuidV7(1_793_699_400_001, 0, new Uint8Array(8))).toBe(true)
  })

  it('sort in the order in which they were made within a millisecond, however many', () => {
    const newId = createNewId(() => 1)
    const made = Array.from({ length: 10_000 }, () => newId(messageIdSchema))
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })

  it('sort on when the clock is set back', () => {
    let now = 1_000
    const newId = createNewId(() => now)
    const before = newId(messageIdSchema)
    now = 1
    expect(before < newId(messageIdSchema)).toBe(true)
  })
})
