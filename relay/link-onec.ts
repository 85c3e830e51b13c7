import { has } from '../shared/employee.ts'
import type { ChannelId, NewId } from '../shared/ids.ts'
import { createTimeZoneOffset } from '../shared/time-zone.ts'
import { systemRandom } from './access/secrets.ts'
import type { Clock } from './clock.ts'
import type { Live } from './inbox/live.ts'
import { createNoteFromOnec, createRefuseTask, refuseEither } from './inbox/notes.ts'
import { abortWith } from './onec/abort-with.ts'
import { createBases } from './onec/bases.ts'
import { basesWithTrouble } from './onec/bases-with-trouble.ts'
import type { ExchangeEffects } from './onec/exchange-effects.ts'
import { letRepliesLeave } from './onec/let-replies-leave.ts'
import { createPingBase } from './onec/ping-base.ts'
import { createPull } from './onec/pull.ts'
import { startPush } from './onec/push.ts'
import { refusalForOnec } from './onec/refusal-for-onec.ts'
import { createSignInWithOnec } from './onec/sign-in-with-onec.ts'
import { watchRhythm } from './onec/watch-rhythm.ts'
import { createApproveReply } from './outbox/approve-reply.ts'
import { createCollectReplies } from './outbox/collect-replies.ts'
import { createRefuseReply } from './outbox/refuse-reply.ts'
import { createSendFromOnec } from './outbox/send-from-onec.ts'
import type { Settings } from './settings.ts'
import { allBases, baseWith } from './store/bases.ts'
import { synchronisation } from './store/kept-settings.ts'
import type { Store, Writer } from './store/open.ts'
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
  const alarmed = { store, clock, onError, setAlarm: systemAlarm, offsetAt: timeZoneOffset }
  const rhythm = await watchRhythm({
    ...alarmed,
    timeZone: settings.timeZone,
    ping: createPingBase(store, { setAlarm: systemAlarm, abort: stop }),
    tell: (onec) => live.tellAll({ type: 'onec', onec }),
    alert: (alerts) => live.tellAll({ type: 'onecAlerts', alerts }, (employee) => has(employee, 'admin')),
  })
  const waiting = letRepliesLeave({ ...alarmed, rhythm, effects })
  const parts = { store, effects, clock, country: settings.country, setAlarm: systemAlarm, onExchange: rhythm.look }
  const pull = createPull(parts)
  const push = startPush({ ...parts, timeZoneOffset, onError, onFailure: rhythm.look }, stop)
  return {
    bases: basesWithTrouble(createBases({ store, clock, newId, random: systemRandom }), rhythm),
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
    signIn: createSignInWithOnec({ store, setAlarm: systemAlarm, stop }),
    status: rhythm.status,
    alerts: rhythm.alerts,
    changed: () => {
      push.targetsChanged()
      rhythm.changed()
      waiting.look()
    },
    stopped: stoppedAll(stop, [() => push.stopped, rhythm.stop, waiting.stop]),
    /** Replies of a number wait for 1C's word where a base has it and the administrator has not chosen to send at once. */
    decidesAboutReplies: async (tx: Writer, channelId: ChannelId): Promise<boolean> => {
      const { syncEnabled, replyRoute } = await synchronisation(tx)
      return syncEnabled && replyRoute === 'through1c' && baseWith(await allBases(tx), channelId) !== undefined
    },
  }
}

/** Settles once the relay stops and none of these has anything under way. */
async function stoppedAll(stop: AbortSignal, ends: readonly (() => Promise<void>)[]): Promise<void> {
  if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }))
  await Promise.all(ends.map((end) => end()))
}

/** What the packets of 1C set off here. */
const effectsOf = ({ clock, newId, mayWriteFirst, settings }: LinkOnecDeps): ExchangeEffects => ({
  collect: createCollectReplies(clock),
  approve: createApproveReply(clock),
  refuse: refuseEither(createRefuseTask(clock), createRefuseReply(clock)),
  note: createNoteFromOnec(clock),
  sendFromOnec: createSendFromOnec({
    clock,
    newId,
    whatsappIdOf,
    mayWriteFirst,
    pictureLimit: settings.pictureLimit,
  }),
})

export type LinkedOnec = Awaited<ReturnType<typeof linkOnec>>
