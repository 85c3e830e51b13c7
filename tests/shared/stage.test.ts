import { describe, expect, it } from 'vitest'
import { mayFollow, stages } from '../../shared/stage.ts'

describe('the stages of a reply', () => {
  it('never go back, whatever order receipts come in', () => {
    for (const stage of stages) expect(mayFollow(stage, stage)).toBe(false)
    expect(mayFollow('read', 'delivered')).toBe(false)
    expect(mayFollow('delivered', 'sent')).toBe(false)
  })

  it('may leave some out', () => {
    expect(mayFollow('accepted', 'approved')).toBe(true)
    expect(mayFollow('sending', 'read')).toBe(true)
  })

  it('end well although a failure was noted, when the client’s phone says so', () => {
    expect(mayFollow('failed', 'delivered')).toBe(true)
    expect(mayFollow('delivered', 'failed')).toBe(false)
  })
})
