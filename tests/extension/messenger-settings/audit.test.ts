import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { createAuditState } from '../../../extension/messenger-settings/create-audit-state.ts'
import type { AuditAction, AuditEntry, AuditPage, AuditQuestion } from '../../../shared/audit.ts'
import { employeeIdSchema, uuidV7 } from '../../../shared/ids.ts'

const olga = v.parse(employeeIdSchema, uuidV7(1, 0, new Uint8Array(8)))
const entry = (number: number, action: AuditAction = 'replySent'): AuditEntry => ({
  number,
  at: number,
  action,
  employeeName: 'Ольга',
  employeeId: olga,
})

/** A relay that answers when it is told to. */
function relay() {
  const asked: { question: AuditQuestion; answer: (page: AuditPage) => void }[] = []
  const audit = (question: AuditQuestion) =>
    new Promise<{ ok: true; value: AuditPage }>((resolve) => {
      asked.push({ question, answer: (value) => resolve({ ok: true, value }) })
    })
  return { asked, state: createAuditState({ audit }) }
}

describe('the audit in the options page', () => {
  it('shows older entries under the newest', async () => {
    const { asked, state } = relay()
    const loaded = state.load.run()
    asked[0]?.answer({ entries: [entry(9), entry(8)], more: true })
    await loaded
    const further = state.showMore.run()
    expect(asked[1]?.question).toEqual({ before: 8 })
    asked[1]?.answer({ entries: [entry(7)], more: false })
    await further
    expect(state.entries.value?.map(({ number }) => number)).toEqual([9, 8, 7])
    expect(state.more.value).toBe(false)
  })

  it('asks for one employee and one action, from the newest on', async () => {
    const { asked, state } = relay()
    state.choose({ employeeId: olga, action: 'closed' })
    expect(asked[0]?.question).toEqual({ employeeId: olga, action: 'closed' })
    asked[0]?.answer({ entries: [entry(3, 'closed')], more: false })
    await expect.poll(() => state.entries.value).toEqual([entry(3, 'closed')])
  })

  it('throws away an answer to what nobody wants to know any more', async () => {
    const { asked, state } = relay()
    const first = state.load.run()
    state.choose({ action: 'closed' })
    asked[0]?.answer({ entries: [entry(1)], more: false })
    await expect.poll(() => asked.length).toBe(2)
    asked[1]?.answer({ entries: [entry(5, 'closed')], more: false })
    await first
    expect(state.entries.value).toEqual([entry(5, 'closed')])
  })
})
