import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { EmployeeRow, EmployeeSource } from '../../shared/answers.ts'
import type { EmployeeChange } from '../../shared/commands.ts'
import type { Right } from '../../shared/employee.ts'
import type { EmployeeId, Instant } from '../../shared/ids.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Administration } from './administration.ts'

export interface InviteForm {
  name: string
  mayReply: boolean
  isAdmin: boolean
  inQueue: boolean
}

/** A one-time code: shown once, until the next, or until he has come in with it. */
export interface FreshCode {
  /** Whose first it is: once he is in, it has been used. */
  firstOf?: EmployeeId | undefined
  name: string
  code: string
  validUntil: Instant
}

export interface EmployeesState {
  employees: ReadonlySignal<EmployeeRow[] | undefined>
  /** 1C is the only source of employees. */
  onecDecides: ReadonlySignal<boolean>
  sources: ReadonlySignal<EmployeeSource[]>
  /** What is typed to find somebody. */
  sought: Signal<string>
  /** Those whose access was taken away are shown too. */
  withRemoved: Signal<boolean>
  form: Signal<InviteForm>
  code: ReadonlySignal<FreshCode | undefined>
  load: Action<[]>
  invite: Action<[]>
  inviteAgain: Action<[EmployeeId]>
  change: Action<[EmployeeId, EmployeeChange]>
  remove: Action<[EmployeeId]>
}

const emptyForm: InviteForm = { name: '', mayReply: true, isAdmin: false, inQueue: true }

export function createEmployeesState(inbox: Administration): EmployeesState {
  const employees = signal<EmployeeRow[] | undefined>(undefined)
  const form = signal(emptyForm)
  const code = signal<FreshCode | undefined>(undefined)
  const onecDecides = signal(false)
  const sources = signal<EmployeeSource[]>([])
  const load = createAction(inbox.employees, (list) => {
    employees.value = list.employees
    onecDecides.value = list.onecDecides
    sources.value = list.sources
    if (code.value !== undefined && wasUsed(code.value, list.employees)) code.value = undefined
  })
  const inviting = createAction(inbox.invite, (invited, { name }) => {
    code.value = { code: invited.code, validUntil: invited.validUntil, name, firstOf: invited.employee.id }
    form.value = emptyForm
    void load.run()
  })
  const invite = async () => {
    const { inQueue, mayReply, isAdmin, ...typed } = form.value
    const name = typed.name.trim()
    const rights = rightsOf({ mayReply, isAdmin: isAdmin || onecDecides.value })
    return name !== '' && inviting.run({ name, rights, inQueue })
  }
  return {
    employees,
    onecDecides,
    sources,
    sought: signal(''),
    withRemoved: signal(false),
    form,
    code,
    load,
    invite: { ...inviting, run: invite },
    inviteAgain: createAction(inbox.inviteAgain, (invited, id) => {
      const row = employees.value?.find(({ employee }) => employee.id === id)
      const firstOf = row?.signedInAt === undefined ? id : undefined // undefined row: the list has not come yet
      code.value = { code: invited.code, validUntil: invited.validUntil, name: invited.employee.name, firstOf }
    }),
    change: createAction(inbox.changeEmployee, (changed) => {
      employees.value = employees.value?.map((row) => (row.employee.id === changed.employee.id ? changed : row))
    }),
    remove: createAction(inbox.removeEmployee, () => void load.run()),
  }
}

const wasUsed = ({ firstOf }: FreshCode, rows: readonly EmployeeRow[]): boolean =>
  firstOf !== undefined && rows.some(({ employee, signedInAt }) => employee.id === firstOf && signedInAt !== undefined)

/** Whoever is invited may read; the other rights are ticked. */
export const rightsOf = ({ mayReply, isAdmin }: Pick<InviteForm, 'mayReply' | 'isAdmin'>): Right[] => [
  'read',
  ...(mayReply ? (['reply'] as const) : []),
  ...(isAdmin ? (['admin'] as const) : []),
]
