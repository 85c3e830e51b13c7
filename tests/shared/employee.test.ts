import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { employeeIdSchema, uuidV7 } from '../../shared/ids.ts'
import { waitsFor } from '../../shared/sight.ts'

describe('whether a conversation waits for an employee', () => {
  const employeeId = (n: number) => v.parse(employeeIdSchema, uuidV7(n, 0, new Uint8Array(8)))
  const olga = { id: employeeId(1), name: 'Ольга', rights: ['read' as const, 'reply' as const], inQueue: true }

  it('yes: it is in the queue and he stands there', () => {
    expect(waitsFor(olga, { state: 'queued', waitingSince: 1 })).toBe(true)
  })
  it('no: it is in the queue and he does not stand there', () => {
    expect(waitsFor({ ...olga, inQueue: false }, { state: 'queued', waitingSince: 1 })).toBe(false)
  })
  it('no: another owns it', () => {
    expect(waitsFor(olga, { state: 'inWork', ownerId: employeeId(2), waitingSince: 1 })).toBe(false)
  })
  it('no: it is answered', () => {
    expect(waitsFor(olga, { state: 'inWork', ownerId: olga.id })).toBe(false)
  })
  it('no: he may not reply', () => {
    expect(waitsFor({ ...olga, rights: ['read'] }, { state: 'queued', waitingSince: 1 })).toBe(false)
  })
})
