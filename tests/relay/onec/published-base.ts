import { backOffMs } from '../../../relay/onec/back-off.ts'
import { type Push, startPush } from '../../../relay/onec/push.ts'
import { startOnec } from '../../world/onec/start-onec.ts'
import { openOffice } from './office.ts'

/** An office whose base is published, and the relay's pushing, which the test begins. */
export async function openPublishedBase() {
  const office = await openOffice()
  const onec = await startOnec({ relay: { url: 'http://127.0.0.1:9', token: '' } })
  const stop = new AbortController()
  let push: Push | undefined

  const start = () => {
    push = startPush({ ...office, timeZoneOffset: () => 180 }, stop.signal)
  }
  const stopped = async () => {
    stop.abort()
    await push?.stopped // undefined when the test never began to push
  }
  return {
    office,
    onec,
    start,
    stopped,
    targetsChanged: () => push?.targetsChanged(), // the same
    pushTo: async (changes: object = {}) => {
      await office.bases.setPushTarget(office.base, { ...onec.publication, ...changes })
      start()
    },
    /** What happened in the base, in order; questions about clients are left out. */
    kinds: () => onec.effects().flatMap(({ kind }) => (kind === 'clientLookup' ? [] : kind)),
    lastError: async () => (await office.bases.list())[0]?.push?.lastError,
    /** Settles once that many pushes have failed in a row. */
    hasFailed: (times: number) => office.isSet(backOffMs(times)),
    /** Lets the back-off after that many failures pass. */
    triesAgain: (times: number) => office.ring(backOffMs(times)),
    close: async () => {
      await stopped()
      await onec.close()
      await office.discard()
    },
  }
}
export type PublishedBase = Awaited<ReturnType<typeof openPublishedBase>>
