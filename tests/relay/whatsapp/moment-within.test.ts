import { describe, expect, it } from 'vitest'
import { momentWithin } from '../../../relay/whatsapp/envelope.ts'

describe('when a client’s message was written', () => {
  const second = 1_793_699_400_000

  it('is now, as long as its second lasts: it stands behind an answer of the same second', () => {
    expect(momentWithin(second, second + 640)).toBe(second + 640)
  })
  it('is the end of its second when it comes later', () => {
    expect(momentWithin(second, second + 3_600_000)).toBe(second + 999)
  })
  it('is never before its second, also when our clock is behind', () => {
    expect(momentWithin(second, second - 5_000)).toBe(second)
  })
})
