import { type ReadonlySignal, signal } from '@preact/signals'
import type { AuditAction, AuditEntry, AuditPage } from '../../shared/audit.ts'
import type { EmployeeId } from '../../shared/ids.ts'
import type { Asked } from '../background/inbox-service.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Administration } from './administration.ts'

/** Whose deeds, and which, are shown. */
export interface AuditChoice {
  employeeId?: EmployeeId | undefined
  action?: AuditAction | undefined
}

export interface AuditState {
  /** Newest first; `undefined` until the relay has told. */
  entries: ReadonlySignal<AuditEntry[] | undefined>
  /** Whether there are older ones. */
  more: ReadonlySignal<boolean>
  choice: ReadonlySignal<AuditChoice>
  choose(choice: AuditChoice): void
  /** From the newest on. */
  load: Action<[]>
  showMore: Action<[]>
}

export function createAuditState(inbox: Pick<Administration, 'audit'>): AuditState {
  const entries = signal<AuditEntry[] | undefined>(undefined)
  const more = signal(false)
  const choice = signal<AuditChoice>({})
  /** An answer to what nobody wants to know any more is thrown away, and what is wanted now is asked instead. */
  const ask = async (older?: number): Promise<Asked<AuditPage>> => {
    const asked = choice.peek()
    const answer = await inbox.audit({ ...asked, ...(older === undefined ? {} : { before: older }) })
    return asked === choice.peek() ? answer : await ask()
  }
  const take = (known: AuditEntry[], page: AuditPage) => {
    entries.value = [...known, ...page.entries]
    more.value = page.more
  }
  const load = createAction(
    () => ask(),
    (page) => take([], page),
  )
  return {
    entries,
    more,
    choice,
    choose(wanted) {
      choice.value = wanted
      entries.value = undefined
      void load.run()
    },
    load,
    showMore: createAction(
      () => ask(entries.peek()?.at(-1)?.number),
      (page) => take(entries.peek() ?? [], page),
    ),
  }
}
