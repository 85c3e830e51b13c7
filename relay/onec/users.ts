import * as v from 'valibot'
import { rightSchema } from '../../shared/employee.ts'
import { type BaseId, type EmployeeId, employeeIdSchema, type Instant } from '../../shared/ids.ts'
import type { Person } from '../access/after-snapshot.ts'
import { takeSnapshot } from '../access/take-snapshot.ts'
import type { BadUser } from '../store/bad-users.ts'
import { baseById, type LinkedBase } from '../store/bases.ts'
import type { Writer } from '../store/open.ts'
import type { OnecPacket } from './packet.ts'
import { lineSchema } from './text-from-onec.ts'

type Users = NonNullable<OnecPacket['users']>

/** Applies the users of a packet, in its transaction. A snapshot that was taken, or not believed, before changes nothing. */
export async function takeUsers(tx: Writer, base: BaseId, users: Users | undefined, at: Instant): Promise<void> {
  if (users === undefined) return
  const linked = await baseById(tx, base)
  if (!linked || users.revision === knownRevision(linked)) return
  await takeSnapshot(tx, base, { revision: users.revision, ...readUsers(base, users.items) }, at)
}

/**
 * What the relay says it has from this base: 1C sends its users when its own revision is another one. Never empty: 1C would take that for
 * "not asked", and a base that is linked anew would never send them.
 */
export const usersRevisionOf = (base: LinkedBase): string => knownRevision(base) || 'none'

const knownRevision = (base: LinkedBase): string | null => base.users_refused ?? base.users_revision

/** 1C writes GUIDs in either case, and null for what is not there. */
const userIdSchema = v.pipe(v.string(), v.trim(), v.toLowerCase(), employeeIdSchema)
export const userSchema = v.object({
  userId: userIdSchema,
  login: v.nullish(lineSchema(200), ''),
  name: v.nullish(lineSchema(100), ''),
  active: v.boolean(),
  /** What this relay does not know yet is passed over. */
  rights: v.pipe(
    v.array(v.unknown()),
    v.transform((rights) => rightSchema.options.filter((right) => rights.includes(right))),
  ),
  queue: v.nullish(v.boolean(), false),
})

/** Each person alone: one who cannot be read is reported, as far as he can be told, and spoils no other. */
export function readUsers(base: BaseId, items: readonly unknown[]): { people: Person[]; unreadable: BadUser[] } {
  const people: Person[] = []
  const unreadable: BadUser[] = []
  for (const [position, item] of items.entries()) {
    const read = v.safeParse(userSchema, item)
    if (read.success) people.push(personOf(base, position, read.output))
    else unreadable.push({ position, userId: idOf(item), name: nameOf(item), fault: 'unreadable' })
  }
  return { people, unreadable }
}

function personOf(base: BaseId, position: number, user: v.InferOutput<typeof userSchema>): Person {
  const { userId: id, login, rights, active, queue: inQueue } = user
  // Somebody always has a name: an employee without one could not be told from another.
  const name = user.name || login || id
  const employee = { id, name, rights, inQueue, baseId: base, ...(login === '' ? {} : { login }) }
  return { position, employee, mayRead: active && rights.includes('read') }
}

function idOf(item: unknown): EmployeeId | undefined {
  const read = v.safeParse(v.object({ userId: userIdSchema }), item)
  return read.success ? read.output.userId : undefined
}

function nameOf(item: unknown): string {
  const text = v.fallback(v.optional(lineSchema(100)), undefined)
  const { name, login, userId } = v.parse(v.fallback(v.object({ name: text, login: text, userId: text }), {}), item)
  return name || login || userId || ''
}
