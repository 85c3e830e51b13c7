import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { letRepliesLeave } from '../../relay/onec/let-replies-leave.ts'
import { createPull, type Pull } from '../../relay/onec/pull.ts'
import type { PingOutcome } from '../../relay/onec/rhythm.ts'
import { type RhythmWatch, watchRhythm } from '../../relay/onec/watch-rhythm.ts'
import type { LookOut } from '../../relay/outbox/keep-looking.ts'
import { baseById } from '../../relay/store/bases.ts'
import type { OnecAlert } from '../../shared/events.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import { leftWithoutOnec } from '../../shared/stage.ts'
import { handAlarm } from '../relay/onec/hand-alarm.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

const minute = 60_000

describe.each(engines)('the rhythm of 1C on %s', (engine) => {
  let office: Office
  let pull: Pull
  let rhythm: RhythmWatch
  let waiting: LookOut
  let told: OnecStatus[]
  let alerts: OnecAlert[][]
  let calls: number
  let answers: PingOutcome | undefined
  const says = async (more: object = {}) => {
    const packet = { protocol: 1, cursor: await office.head(), outgoing: [], ...more }
    const { status, body } = await pull(office.base, packet, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    rhythm.look()
    return body
  }
  const row = async () => {
    const base = await baseById(office.store.read, office.base)
    if (!base) throw new Error('The base is gone.')
    return base
  }
  const looksAgain = () => {
    rhythm.look()
    waiting.look()
  }
  const detailOf = async (id: Awaited<ReturnType<Office['olgaReplies']>>) =>
    (await office.message(id))?.stages.find(({ stage }) => stage === 'approved')?.detail

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    pull = createPull(office)
    told = []
    alerts = []
    calls = 0
    answers = undefined
    const parts = { ...office, setAlarm: handAlarm().setAlarm, offsetAt: () => 180 }
    rhythm = await watchRhythm({
      ...parts,
      timeZone: 'Europe/Moscow',
      ping: async () => {
        calls += 1
        return answers
      },
      tell: (status) => told.push(status),
      alert: (now) => alerts.push(now),
    })
    waiting = letRepliesLeave({ ...parts, rhythm })
    await office.clientWrites('Здравствуйте')
  })
  afterEach(async () => {
    await rhythm.stop()
    await waiting.stop()
    expect(office.errors).toEqual([])
    await office.discard()
  })

  it('keeps what a base says of its job, and when it came by itself, also while synchronising is off', async () => {
    await says({ job: { enabled: true, blocked: true, lastRunAt: '2026-11-03T09:39:00Z' } })
    expect(JSON.parse((await row()).job ?? '')).toEqual({
      enabled: true,
      blocked: true,
      lastRunAt: '2026-11-03T09:39:00Z',
    })
    expect((await row()).last_pull_at).toBe(office.clock.now())
    await office.set({ syncEnabled: false })
    await says({ job: { enabled: false } })
    expect(JSON.parse((await row()).job ?? '')).toEqual({ enabled: false })
  })

  it('keeps its former words when a base says nothing of its job, or nothing that can be read', async () => {
    await says({ job: { enabled: true } })
    await says()
    await says({ job: 'работает' })
    expect(JSON.parse((await row()).job ?? '')).toEqual({ enabled: true })
  })

  it('is told of when 1C falls silent, with the reason, and again when it is back', async () => {
    await says({ job: { enabled: true, blocked: true } })
    office.clock.forward(2 * minute)
    looksAgain()
    await expect.poll(() => told.at(-1)).toMatchObject({ state: 'silent', trouble: 'jobsBlocked' })
    expect(alerts.at(-1)).toEqual([{ baseId: office.base, name: 'Управление торговлей', trouble: 'jobsBlocked' }])
    await says({ job: { enabled: true } })
    await expect.poll(() => told.at(-1)?.state).toBe('inTouch')
    expect(alerts.at(-1)).toEqual([])
  })

  it('calls a published base that has fallen silent, once, and takes what it says of its job', async () => {
    await says()
    await office.bases.setPushTarget(office.base, { url: 'http://1c.example/trade', login: 'a', password: 'b' })
    answers = { job: { enabled: false, lastRunAt: undefined } }
    office.clock.forward(2 * minute)
    looksAgain()
    await expect.poll(() => told.at(-1)?.trouble).toBe('jobOff')
    looksAgain()
    await rhythm.find()
    expect(calls).toBe(1)
    expect(JSON.parse((await row()).job ?? '')).toEqual({ enabled: false })
  })

  it('tells a base that cannot be reached from one whose job is off, and calls none that is not published', async () => {
    await says({ job: { enabled: false } })
    office.clock.forward(2 * minute)
    looksAgain()
    await expect.poll(() => told.at(-1)?.trouble).toBe('jobOff')
    expect(calls).toBe(0)
    await office.bases.setPushTarget(office.base, { url: 'http://1c.example/trade', login: 'a', password: 'b' })
    answers = { failure: 'unreachable' }
    looksAgain()
    await expect.poll(() => told.at(-1)?.trouble).toBe('unreachable')
  })

  it('lets a reply leave without 1C after the administrator’s limit, and tells 1C of it, not asks', async () => {
    await says()
    await office.set({ withoutOnecAfterMinutes: 10 })
    const before = await office.head()
    const id = await office.olgaReplies('Добрый день')
    office.clock.forward(9 * minute)
    looksAgain()
    await waiting.look()
    expect(await office.stagesOf(id)).toEqual(['accepted'])
    office.clock.forward(2 * minute)
    looksAgain()
    await expect.poll(() => office.stagesOf(id)).toEqual(['accepted', 'approved'])
    expect(await detailOf(id)).toBe(leftWithoutOnec)
    expect(await office.leaving()).toEqual([id])

    const { events } = await says({ cursor: before })
    expect(events).toMatchObject([{ type: 'message', messageId: id, userId: office.olga.id, text: 'Добрый день' }])
    expect(events.map(({ type }) => type)).not.toContain('replyCommand')
  })

  it('sends it once though 1C lets it go later, and names a refusal that comes too late', async () => {
    await says()
    await office.set({ withoutOnecAfterMinutes: 1 })
    const id = await office.olgaReplies('Добрый день')
    // 1C has fetched it, and then fell silent.
    await says()
    office.clock.forward(5 * minute)
    looksAgain()
    await expect.poll(() => office.stagesOf(id)).toEqual(['accepted', 'collected', 'approved'])
    const approved = await says({ outgoing: [{ outgoingId: id, text: 'Другой текст' }] })
    expect(approved.results).toMatchObject([{ outgoingId: id, status: 'accepted', duplicate: true }])
    const refused = await says({ refused: [{ commandId: id, reason: 'Стоп-лист' }] })
    expect(refused.results).toMatchObject([{ outgoingId: id, status: 'failed', error: { code: 'tooLate' } }])
    expect(await office.leaving()).toEqual([id])
    expect((await office.message(id))?.text).toBe('Добрый день')
  })

  it('never lets a reply leave without 1C where the administrator has not allowed it', async () => {
    await says()
    const id = await office.olgaReplies('Добрый день')
    office.clock.forward(60 * minute)
    looksAgain()
    await waiting.stop()
    expect(await office.stagesOf(id)).toEqual(['accepted'])
  })

  it('lets waiting replies go when the administrator chooses to send at once, or switches synchronising off', async () => {
    await says()
    const first = await office.olgaReplies('Первое')
    await office.set({ replyRoute: 'direct' })
    looksAgain()
    await expect.poll(() => office.leaving()).toEqual([first])
    await office.set({ replyRoute: 'through1c' })
    const second = await office.olgaReplies('Второе')
    await office.set({ syncEnabled: false })
    looksAgain()
    await expect.poll(() => office.leaving()).toEqual([first, second])
  })
})
