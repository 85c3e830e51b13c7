import type { SignedIn } from '../../shared/answers.ts'
import type { SetUp, SignIn } from '../../shared/commands.ts'
import type { Employee } from '../../shared/employee.ts'
import { employeeIdSchema, type NewId } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { dropSetupCodes, insertCode, useCode } from '../store/codes.ts'
import { employeeById, hasEmployees, insertEmployee, noteSignedIn } from '../store/employees.ts'
import type { Store, Writer } from '../store/open.ts'
import { endOfToken, insertToken, ownerOfToken, revokeToken } from '../store/tokens.ts'
import type { OnecIdentity } from './onec-sign-in.ts'
import { hashOf, newCode, newToken, type Random } from './secrets.ts'

export interface SignInDeps {
  store: Store
  clock: Clock
  newId: NewId
  random: Random
}

/** Sign-in: the setup code makes the first administrator, an invitation code lets an employee in, a token says who asks. */
export function createSignIn(deps: SignInDeps) {
  const { store, clock } = deps
  return {
    /** A fresh setup code while there is nobody yet; undefined once there is. */
    setupCode: () => makeSetupCode(deps),
    awaitsSetUp: async (): Promise<boolean> => !(await hasEmployees(store.read)),
    /** @throws Refused `codeUsed` */
    setUp: (command: SetUp): Promise<SignedIn> =>
      store.write(async (tx) => {
        const used = await useCode(tx, hashOf(command.code), 'setup', clock.now())
        if (!used || (await hasEmployees(tx))) throw wrongCode()
        const employee: Employee = {
          id: deps.newId(employeeIdSchema),
          name: command.name,
          rights: ['read', 'reply', 'admin', 'supervise'],
          inQueue: true,
        }
        await insertEmployee(tx, employee, clock.now())
        return await letIn(tx, employee, deps)
      }),
    /** @throws Refused `codeUsed` */
    signIn: (command: SignIn): Promise<SignedIn> =>
      store.write(async (tx) => {
        const used = await useCode(tx, hashOf(command.code), 'invitation', clock.now())
        const employee = used?.employeeId ? await employeeById(tx, used.employeeId) : undefined
        if (!employee) throw wrongCode()
        return await letIn(tx, employee, deps)
      }),
    /** 1C has recognised him; he gets in when its snapshot of users has him too. @throws Refused `notInGroup` */
    signInFromOnec: ({ baseId, userId }: OnecIdentity): Promise<SignedIn> =>
      store.write(async (tx) => {
        const employee = await employeeById(tx, userId)
        if (employee?.baseId !== baseId) throw new Refused('notInGroup', 'The users that 1C has sent do not name him.')
        return await letIn(tx, employee, deps)
      }),
    /** Why a token is not good: what its owner is told. */
    whyNot: async (token: string): Promise<'unauthorized' | 'employeesComeFrom1c'> =>
      (await endOfToken(store.read, hashOf(token))) === 'onecDecides' ? 'employeesComeFrom1c' : 'unauthorized',
    /** Who asks; undefined when the token is unknown or was taken away. */
    employeeOf: async (token: string): Promise<Employee | undefined> => {
      const id = await ownerOfToken(store.read, hashOf(token))
      return id === undefined ? undefined : await employeeById(store.read, id)
    },
    signOut: (token: string): Promise<void> => store.write((tx) => revokeToken(tx, hashOf(token), clock.now())),
  }
}

export type SignInDesk = ReturnType<typeof createSignIn>

async function makeSetupCode({ store, clock, random }: SignInDeps): Promise<string | undefined> {
  const code = newCode(random)
  return await store.write(async (tx) => {
    await dropSetupCodes(tx)
    if (await hasEmployees(tx)) return undefined
    await insertCode(tx, { hash: hashOf(code), purpose: 'setup', createdAt: clock.now() })
    return code
  })
}

async function letIn(tx: Writer, employee: Employee, { clock, random }: SignInDeps): Promise<SignedIn> {
  const token = newToken(random)
  await insertToken(tx, { hash: hashOf(token), employeeId: employee.id, createdAt: clock.now() })
  await noteSignedIn(tx, employee.id, clock.now())
  return { token, employee }
}

const wrongCode = () => new Refused('codeUsed', 'The code is wrong, was used already, or has expired.')
