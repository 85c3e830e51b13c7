import { describe, expect, it } from 'vitest'
import { momentOf } from '../../../relay/whatsapp/envelope.ts'

describe('when a client’s message was written', () => {
  const second = 1_793_699_400_000

  it('is when it came: it stands behind an answer of the same second', () => {
    expect(momentOf(second, second + 640)).toBe(second + 640)
  })
  it('keeps two of one second in their order, also when a busy machine takes them late', () => {
    expect(momentOf(second, second + 1_200)).toBeLessThan(momentOf(second, second + 1_201))
  })
  it('is the end of its second when it waited at WhatsApp', () => {
    expect(momentOf(second, second + 3_600_000)).toBe(second + 999)
  })
  it('is never before its second, also when our clock is behind', () => {
    expect(momentOf(second, second - 5_000)).toBe(second)
  })
})
