import type { Conversation } from '../../shared/conversation.ts'
import type { Employee, Right } from '../../shared/employee.ts'
import type { ConversationId, Instant } from '../../shared/ids.ts'
import { sees } from '../../shared/sight.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import { type ConversationRow, lockConversation, showConversation } from '../store/conversations.ts'
import { employeeById } from '../store/employees.ts'
import type { Reader, Store, Writer } from '../store/open.ts'
import { standingOf } from './after-deed.ts'
import { refuseLostRight } from './refuse-lost-right.ts'

/** What every deed is about: the conversation is locked, whoever asks still has his right. */
export interface Deed {
  tx: Writer
  employee: Employee
  row: ConversationRow
  now: Instant
}

export interface DeedDeps {
  store: Store
  clock: Clock
}

/**
 * Does something to a conversation in one transaction, under its lock: of several at the same moment one comes first, and the others find what he has made of it.
 * @param before what is to be locked before the conversation. @returns how it stands then; undefined when whoever asked does not see it any more. @throws Refused `notFound`, `forbidden`
 */
export function doDeed(
  { store, clock }: DeedDeps,
  { employee, id, right }: { employee: Employee; id: ConversationId; right: Right },
  work: (deed: Deed) => Promise<void>,
  before: (tx: Writer) => Promise<void> = async () => {},
): Promise<Conversation | undefined> {
  return store.write(async (tx) => {
    await before(tx)
    await refuseLostRight(tx, employee, right)
    const row = await lockConversation(tx, id)
    if (!row) throw new Refused('notFound', 'There is no such conversation.')
    await work({ tx, employee, row, now: clock.now() })
    const conversation = await showConversation(tx, row.id)
    return conversation && sees(employee, conversation) ? conversation : undefined
  })
}

/** Somebody else has it, and whoever asks neither observes nor supervises: he is told who. @throws Refused `takenByOther` */
export async function refuseOthers(db: Reader, employee: Employee, row: ConversationRow): Promise<void> {
  if (standingOf(employee, row) === 'others') throw await takenByOther(db, row)
}

/** For whoever came second. */
export async function takenByOther(db: Reader, { owner_id }: ConversationRow): Promise<Refused> {
  const owner = owner_id === null ? undefined : await employeeById(db, owner_id)
  const more = owner === undefined ? {} : { takenBy: owner.name }
  return new Refused('takenByOther', 'A colleague has this conversation.', more)
}

/** For whoever is not its owner. */
export const notYours = (): Refused =>
  new Refused('notYours', 'Only the owner of the conversation or a supervisor may do that.')
