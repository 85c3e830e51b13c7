import type { EmployeeList, EmployeeSource } from '../../shared/answers.ts'
import type { EmployeeChange, Invite } from '../../shared/commands.ts'
import { type Employee, has } from '../../shared/employee.ts'
import { type EmployeeId, employeeIdSchema, type Instant, type NewId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { badUsersOf } from '../store/bad-users.ts'
import { allBases, onecGivesEmployees } from '../store/bases.ts'
import { dropInvitations, insertCode } from '../store/codes.ts'
import {
  employeeById,
  insertEmployee,
  listEmployees,
  lockOwnAdministrators,
  noteSightChanged,
  saveEmployee,
} from '../store/employees.ts'
import type { Reader, Store, Writer } from '../store/open.ts'
import { revoke, takeWorkAway } from './revoke.ts'
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

/**
 * The administrator's list of employees: invite, change rights, take access away. Once a 1C base has given employees it is their only source:
 * by hand only administrators are made then, and those who come from 1C are changed there alone (docs/decisions/0013).
 */
export function createEmployees(deps: EmployeesDeps) {
  const { store, clock } = deps
  return {
    list: (): Promise<EmployeeList> => listOf(store.read),
    invite: (invite: Invite): Promise<Invited> =>
      store.write(async (tx) => {
        const { name, rights, inQueue } = invite
        const employee: Employee = { id: deps.newId(employeeIdSchema), name, rights, inQueue }
        if (!has(employee, 'admin')) await refuseWhere1cDecides(tx)
        await insertEmployee(tx, employee, clock.now())
        return await issueCode(tx, employee, deps)
      }),
    /** A code for somebody who is in the list already, also for one of 1C's. */
    inviteAgain: (id: EmployeeId): Promise<Invited> =>
      store.write(async (tx) => await issueCode(tx, await existing(tx, id), deps)),
    change: (id: EmployeeId, change: EmployeeChange): Promise<Employee> =>
      store.write((tx) => changeEmployee(tx, id, change, clock.now())),
    remove: (id: EmployeeId): Promise<void> => store.write((tx) => removeEmployee(tx, id, clock.now())),
  }
}

export type Employees = ReturnType<typeof createEmployees>

async function listOf(db: Reader): Promise<EmployeeList> {
  const bases = (await allBases(db)).filter((base) => base.users_revision !== null || base.users_refused !== null)
  const sources = bases.map(
    async ({ id, name, users_refused }): Promise<EmployeeSource> => ({
      id,
      name,
      ...(users_refused === null ? {} : { refused: true as const }),
      notTaken: await badUsersOf(db, id),
    }),
  )
  return {
    employees: await listEmployees(db),
    onecDecides: bases.some(({ users_revision }) => users_revision !== null),
    sources: await Promise.all(sources),
  }
}

async function issueCode(tx: Writer, employee: Employee, { clock, random }: EmployeesDeps): Promise<Invited> {
  const code = newCode(random)
  const validUntil = clock.now() + invitationLastsMs
  await dropInvitations(tx, [employee.id])
  await insertCode(tx, {
    hash: hashOf(code),
    purpose: 'invitation',
    employeeId: employee.id,
    createdAt: clock.now(),
    validUntil,
  })
  return { employee, code, validUntil }
}

async function changeEmployee(tx: Writer, id: EmployeeId, change: EmployeeChange, now: Instant): Promise<Employee> {
  const employee = await existing(tx, id)
  refuseOf1c(employee)
  const changed: Employee = {
    ...employee,
    rights: change.rights ?? employee.rights,
    inQueue: change.inQueue ?? employee.inQueue,
  }
  if (!has(changed, 'admin')) await refuseWhere1cDecides(tx)
  if (has(employee, 'admin') && !has(changed, 'admin')) await refuseLastAdministrator(tx, id)
  await saveEmployee(tx, changed)
  if (has(employee, 'supervise') !== has(changed, 'supervise')) await noteSightChanged(tx, [id])
  if (has(employee, 'reply') && !has(changed, 'reply')) await takeWorkAway(tx, [id], now)
  return changed
}

async function removeEmployee(tx: Writer, id: EmployeeId, now: Instant): Promise<void> {
  const employee = await existing(tx, id)
  refuseOf1c(employee)
  if (has(employee, 'admin')) await refuseLastAdministrator(tx, id)
  await revoke(tx, [id], { at: now, because: 'byHand' })
}

/** 1C may dismiss its own administrators at any moment: only one of the relay's own keeps the company from being locked out. */
async function refuseLastAdministrator(tx: Writer, id: EmployeeId): Promise<void> {
  const others = (await lockOwnAdministrators(tx)).filter((administrator) => administrator !== id)
  if (others.length === 0)
    throw new Refused('conflict', 'This is the last administrator of the relay’s own: appoint another one first.')
}

async function refuseWhere1cDecides(tx: Writer): Promise<void> {
  if (await onecGivesEmployees(tx))
    throw new Refused('employeesComeFrom1c', 'Employees come from 1C: add them to its access group.')
}

function refuseOf1c(employee: Employee): void {
  if (employee.baseId !== undefined)
    throw new Refused('employeesComeFrom1c', 'This employee comes from 1C: change or remove him there.')
}

async function existing(tx: Writer, id: EmployeeId): Promise<Employee> {
  const employee = await employeeById(tx, id)
  if (!employee) throw new Refused('notFound', 'There is no such employee.')
  return employee
}
