import type { Cursor } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { IsIts } from '../store/bases.ts'
import { repliesToldOf } from '../store/messages.ts'
import type { Writer } from '../store/open.ts'
import { reachStage } from './reach-stage.ts'

/** A base has applied the journal up to here: the replies of its numbers told of there, and not decided yet, are `collected`. */
export const createCollectReplies =
  (clock: Clock) =>
  async (tx: Writer, range: { after: Cursor; upTo: Cursor }, isIts: IsIts): Promise<void> => {
    for (const { id, channel_id } of await repliesToldOf(tx, range))
      if (isIts(channel_id)) await reachStage(tx, id, { stage: 'collected', at: clock.now() })
  }
