import type { AuditAction } from '../../shared/audit.ts'
import type { ConversationId, EmployeeId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { addToAudit } from '../store/audit.ts'
import type { Store } from '../store/open.ts'

/** Something that an employee has done. */
export interface Done {
  action: AuditAction
  employee: { id: EmployeeId; name: string }
  conversationId?: ConversationId | undefined
  subject?: string | undefined
}

/** Looking at the same again is written once an hour: the audit says who has read, not how often he looked. */
const lookedAgainMs = 3_600_000
const looks = new Set<AuditAction>(['conversationRead', 'fileRead', 'searched'])
/** So many looks are remembered; beyond that one is written twice. */
const mostLooks = 10_000

/** Keeps the audit: who read, sent, paired, changed. */
export function createAudit(store: Store, clock: Clock) {
  const seen = new Map<string, number>()
  const isNewLook = (key: string): boolean => {
    const now = clock.now()
    const last = seen.get(key)
    if (last !== undefined && now - last < lookedAgainMs) return false
    if (seen.size >= mostLooks) seen.clear()
    seen.set(key, now)
    return true
  }
  return {
    /** @returns once it is stored. */
    async note(done: Done): Promise<void> {
      const key = [done.action, done.employee.id, done.conversationId, done.subject].join(' ')
      if (looks.has(done.action) && !isNewLook(key)) return
      await store.write((tx) => addToAudit(tx, { ...done, at: clock.now() }))
    },
  }
}

export type Audit = ReturnType<typeof createAudit>
