import type { Employee, Right } from '../../shared/employee.ts'
import { Refused } from '../refused.ts'
import { lockRights } from '../store/lock-employee.ts'
import type { Writer } from '../store/open.ts'

/**
 * Since his token was looked at his access may have been taken away: what he still did then would come after he was gone, and make him the owner of a conversation that
 * nobody else is told of. The first thing in a transaction: whoever takes it away locks him before his conversations too. @throws Refused `forbidden`
 */
export async function refuseLostRight(tx: Writer, { id }: Pick<Employee, 'id'>, right: Right): Promise<void> {
  const rights = await lockRights(tx, id)
  // He was let in, so he is there: employees are never deleted.
  if (rights !== undefined && !rights.includes(right))
    throw new Refused('forbidden', `The right "${right}" was taken away meanwhile.`)
}
