import { describe, expect, it } from 'vitest'
import { createNewId, messageIdSchema, uuidV7 } from '../../shared/ids.ts'

describe('ids', () => {
  it('sort by the time at which they were made', () => {
    const random = new Uint8Array(10).fill(255)
    expect(uuidV7(1_793_699_400_000, random) < uuidV7(1_793_699_400_001, new Uint8Array(10))).toBe(true)
  })
  it('are never the same twice', () => {
    const newId = createNewId(() => 1)
    expect(newId(messageIdSchema)).not.toBe(newId(messageIdSchema))
  })
})
