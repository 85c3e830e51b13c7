import type { BaseCheck, BaseRow } from '../../shared/answers.ts'
import type { BaseId } from '../../shared/ids.ts'
import type { Bases, BaseWithToken } from './bases.ts'
import { fromOnecTime } from './onec-time.ts'
import type { PingOutcome } from './rhythm.ts'
import type { RhythmWatch } from './watch-rhythm.ts'

/** The bases with what the watch over their rhythm knows of them. */
export interface WatchedBases extends Bases {
  /** «Проверить связь»: calls a base now. `undefined`: there is no such base. */
  check(id: BaseId): Promise<BaseCheck | undefined>
}

export function basesWithTrouble(bases: Bases, rhythm: Pick<RhythmWatch, 'find' | 'check'>): WatchedBases {
  const watched = async (rows: BaseRow[]): Promise<BaseRow[]> => {
    const found = await rhythm.find()
    const troubles = new Map(found.bases.map(({ id, rhythm: { trouble } }) => [id, trouble]))
    return rows.map((row) => withTrouble(row, found.synchronisation.syncEnabled ? troubles.get(row.id) : undefined))
  }
  const one = async (row: BaseRow | undefined): Promise<BaseRow | undefined> => row && (await watched([row]))[0] // undefined: no such base
  const linked = async (base: BaseWithToken): Promise<BaseWithToken> => ({
    ...base,
    base: (await one(base.base)) ?? base.base,
  })
  return {
    ...bases,
    list: async () => await watched(await bases.list()),
    link: async (name) => await linked(await bases.link(name)),
    renewToken: async (id) => {
      const renewed = await bases.renewToken(id)
      return renewed && (await linked(renewed)) // the same
    },
    setPushTarget: async (id, target) => await one(await bases.setPushTarget(id, target)),
    change: async (id, change) => await one(await bases.change(id, change)),
    check: async (id) => {
      const outcome = await rhythm.check(id)
      const base = (await watched(await bases.list())).find((row) => row.id === id)
      return base && { base, ...checkOf(outcome) } // the same
    },
  }
}

const withTrouble = ({ trouble: _, ...row }: BaseRow, trouble: BaseRow['trouble']): BaseRow =>
  trouble === undefined ? row : { ...row, trouble }

/** What a call came to, for the administrator. */
function checkOf(outcome: PingOutcome | undefined): Omit<BaseCheck, 'base'> {
  if (outcome === undefined) return { outcome: 'notCalled' }
  if ('failure' in outcome) return { outcome: 'failed', failure: outcome.failure }
  if (outcome.job === undefined) return { outcome: 'answers' }
  const { enabled, blocked = false, copy = false, off = false, lastRunAt } = outcome.job
  const job = {
    enabled,
    blocked,
    copy,
    off,
    ...(lastRunAt === undefined ? {} : { lastRunAt: fromOnecTime(lastRunAt) }),
  }
  return { outcome: 'answers', job }
}
