import type { Cursor } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { repliesToldOf } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { reachStage } from './reach-stage.ts'

/** 1C has applied the journal up to here: the replies told of there, and not decided yet, are `collected`. */
export const createCollectReplies =
  (clock: Clock) =>
  async (tx: Writer, range: { after: Cursor; upTo: Cursor }): Promise<void> => {
    for (const id of await repliesToldOf(tx, range)) await reachStage(tx, id, { stage: 'collected', at: clock.now() })
  }
