import type { ChannelId, NewId } from '../shared/ids.ts'
import { systemRandom } from './access/secrets.ts'
import type { Clock } from './clock.ts'
import type { Live } from './inbox/live.ts'
import { abortWith } from './onec/abort-with.ts'
import { createBases } from './onec/bases.ts'
import type { ExchangeEffects } from './onec/exchange-effects.ts'
import { createPull } from './onec/pull.ts'
import { startPush } from './onec/push.ts'
import { refusalForOnec } from './onec/refusal-for-onec.ts'
import { watchRhythm } from './onec/watch-rhythm.ts'
import { createApproveReply } from './outbox/approve-reply.ts'
import { createCollectReplies } from './outbox/collect-replies.ts'
import { createRefuseReply } from './outbox/refuse-reply.ts'
import { createSendFromOnec } from './outbox/send-from-onec.ts'
import type { Settings } from './settings.ts'
import { allBases } from './store/bases.ts'
import { synchronisation } from './store/kept-settings.ts'
import type { Store, Writer } from './store/open.ts'
import { createTimeZoneOffset } from './time-zone.ts'
import { systemAlarm } from './timer.ts'
import { whatsappIdOf } from './whatsapp/whatsapp-id.ts'

export interface LinkOnecDeps {
  settings: Settings
  store: Store
  clock: Clock
  newId: NewId
  live: Live
  onError(error: unknown): void
  stop: AbortSignal
  /** «Разрешить отправлять сообщения первыми» of a number. */
  mayWriteFirst(channelId: ChannelId): boolean
}

/** Composes the 1C side: bases, pull, push, and the watch over its rhythm. */
export async function linkOnec(deps: LinkOnecDeps) {
  const { settings, store, clock, newId, live, onError, stop } = deps
  const timeZoneOffset = createTimeZoneOffset(settings.timeZone)
  const effects = effectsOf(deps)
  const rhythm = await watchRhythm({
    store,
    clock,
    timeZoneOffset,
    onError,
    setAlarm: systemAlarm,
    tell: (onec) => live.tellAll({ type: 'onec', onec }),
  })
  stop.addEventListener('abort', rhythm.stop)
  const parts = { store, effects, clock, country: settings.country, setAlarm: systemAlarm, onExchange: rhythm.look }
  const pull = createPull(parts)
  const push = startPush({ ...parts, timeZoneOffset, onError }, stop)
  return {
    bases: createBases({ store, clock, newId, random: systemRandom }),
    pull: async (...[base, body, abort]: Parameters<typeof pull>) => {
      const call = abortWith(stop)
      const hangUp = () => call.abort()
      abort.addEventListener('abort', hangUp, { once: true })
      try {
        return await pull(base, body, call.signal)
      } finally {
        abort.removeEventListener('abort', hangUp)
        call.abort()
      }
    },
    refusal: refusalForOnec,
    status: rhythm.status,
    changed: () => {
      push.targetsChanged()
      rhythm.look()
    },
    stopped: push.stopped,
    /** Replies wait for 1C's word where a base is linked and the administrator has not chosen to send at once. */
    decidesAboutReplies: async (tx: Writer): Promise<boolean> => {
      const { syncEnabled, replyRoute } = await synchronisation(tx)
      return syncEnabled && replyRoute === 'through1c' && (await allBases(tx)).length > 0
    },
  }
}

/** What the packets of 1C set off here. */
const effectsOf = ({ clock, newId, mayWriteFirst, settings }: LinkOnecDeps): ExchangeEffects => ({
  collect: createCollectReplies(clock),
  approve: createApproveReply(clock),
  refuse: createRefuseReply(clock),
  sendFromOnec: createSendFromOnec({
    clock,
    newId,
    whatsappIdOf,
    mayWriteFirst,
    pictureLimit: settings.pictureLimit,
  }),
})

export type LinkedOnec = Awaited<ReturnType<typeof linkOnec>>
