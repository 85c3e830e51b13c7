import type { EmployeeRow } from '../../shared/answers.ts'
import type { EmployeeChange, Invite } from '../../shared/commands.ts'
import { type Employee, has } from '../../shared/employee.ts'
import { type EmployeeId, employeeIdSchema, type Instant, type NewId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { createSignal } from '../signal.ts'
import { dropInvitations, insertCode } from '../store/codes.ts'
import {
  employeeById,
  insertEmployee,
  listEmployees,
  lockAdministrators,
  noteRevoked,
  saveEmployee,
} from '../store/employees.ts'
import type { Store, Writer } from '../store/open.ts'
import { revokeTokensOf } from '../store/tokens.ts'
import { hashOf, newCode, type Random } from './secrets.ts'

const invitationLastsMs = 3 * 24 * 60 * 60 * 1000

export interface Invited {
  employee: Employee
  code: string
  validUntil: Instant
}

export interface EmployeesDeps {
  store: Store
  clock: Clock
  newId: NewId
  random: Random
}

/** The administrator's list of employees: invite, change rights, take access away. */
export function createEmployees(deps: EmployeesDeps) {
  const { store, clock } = deps
  /** Fires when somebody's rights have changed or are gone: live connections look again at once. */
  const changed = createSignal()
  return {
    changed,
    list: (): Promise<EmployeeRow[]> => listEmployees(store.read),
    invite: (invite: Invite): Promise<Invited> =>
      store.write(async (tx) => {
        const { name, rights, inQueue } = invite
        const employee: Employee = { id: deps.newId(employeeIdSchema), name, rights, inQueue }
        await insertEmployee(tx, employee, clock.now())
        return await issueCode(tx, employee, deps)
      }),
    inviteAgain: (id: EmployeeId): Promise<Invited> =>
      store.write(async (tx) => await issueCode(tx, await existing(tx, id), deps)),
    change: async (id: EmployeeId, change: EmployeeChange): Promise<Employee> => {
      const employee = await store.write((tx) => changeEmployee(tx, id, change))
      changed.fire()
      return employee
    },
    remove: async (id: EmployeeId): Promise<void> => {
      await store.write((tx) => removeEmployee(tx, id, clock.now()))
      changed.fire()
    },
  }
}

export type Employees = ReturnType<typeof createEmployees>

async function issueCode(tx: Writer, employee: Employee, { clock, random }: EmployeesDeps): Promise<Invited> {
  const code = newCode(random)
  const validUntil = clock.now() + invitationLastsMs
  await dropInvitations(tx, employee.id)
  await insertCode(tx, {
    hash: hashOf(code),
    purpose: 'invitation',
    employeeId: employee.id,
    createdAt: clock.now(),
    validUntil,
  })
  return { employee, code, validUntil }
}

async function changeEmployee(tx: Writer, id: EmployeeId, change: EmployeeChange): Promise<Employee> {
  const employee = await existing(tx, id)
  const changed: Employee = {
    ...employee,
    rights: change.rights ?? employee.rights,
    inQueue: change.inQueue ?? employee.inQueue,
  }
  if (has(employee, 'admin') && !has(changed, 'admin')) await refuseLastAdministrator(tx, id)
  await saveEmployee(tx, changed)
  return changed
}

async function removeEmployee(tx: Writer, id: EmployeeId, now: Instant): Promise<void> {
  const employee = await existing(tx, id)
  if (has(employee, 'admin')) await refuseLastAdministrator(tx, id)
  await noteRevoked(tx, id, now)
  await revokeTokensOf(tx, id, now)
  await dropInvitations(tx, id)
}

async function refuseLastAdministrator(tx: Writer, id: EmployeeId): Promise<void> {
  const others = (await lockAdministrators(tx)).filter((administrator) => administrator !== id)
  if (others.length === 0) throw new Refused('conflict', 'This is the last administrator: appoint another one first.')
}

async function existing(tx: Writer, id: EmployeeId): Promise<Employee> {
  const employee = await employeeById(tx, id)
  if (!employee) throw new Refused('notFound', 'There is no such employee.')
  return employee
}
