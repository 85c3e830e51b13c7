import type { BaseId, ChannelId } from '../../shared/ids.ts'
import { Refused } from '../refused.ts'
import { allBases, baseWith } from '../store/bases.ts'
import type { Writer } from '../store/open.ts'

/** The 1C base that has a number: it alone can give documents and make tasks. @throws Refused `noBase` */
export async function refuseWithoutBase(tx: Writer, channelId: ChannelId): Promise<BaseId> {
  const base = baseWith(await allBases(tx), channelId)
  if (base === undefined) throw new Refused('noBase', 'No 1C base has this number: link one in the settings.')
  return base
}
