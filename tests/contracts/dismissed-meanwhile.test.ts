import { sql } from 'kysely'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revoke } from '../../relay/access/revoke.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { listConversations } from '../../relay/store/conversations.ts'
import type { RoutingRule } from '../../shared/inbox-settings.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { engines } from '../world/stores.ts'
import { type Colleagues, openColleagues } from './colleagues.ts'

/** What is under way when somebody is dismissed finds him either still here, and it is taken from him with all the rest, or gone. */
describe.each(engines)('an employee who is dismissed at the same moment, on %s', (engine) => {
  let office: Colleagues
  beforeEach(async () => {
    office = await openColleagues(engine)
  })
  afterEach(() => office.discard())

  const isDismissed = (tx: Parameters<typeof revoke>[0]) =>
    revoke(tx, [office.pyotr.id], { at: office.clock.now(), because: 'byHand' })
  const whoWaits = async () => {
    const waiting = sql<{ n: string }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
    return Number((await waiting.execute(office.store.read)).rows[0]?.n)
  }

  /** Begins it when the dismissal is written and not committed yet. */
  async function whileHeIsDismissed<T>(begin: () => Promise<T>): Promise<PromiseSettledResult<T>> {
    let commit = () => {}
    let isWritten = () => {}
    const written = new Promise<void>((resolve) => {
      isWritten = resolve
    })
    const removal = office.store.write(async (tx) => {
      await isDismissed(tx)
      isWritten()
      await new Promise<void>((resolve) => {
        commit = resolve
      })
    })
    await written
    const under = Promise.allSettled([begin()])
    // SQLite lets it begin only after the commit.
    try {
      if (engine === 'postgres') await expect.poll(whoWaits).toBe(1)
    } finally {
      commit()
      await removal
    }
    const [end] = await under
    return end
  }

  /** A rule sends every new client to Pyotr. */
  const aClientIsSentToHim = () => {
    const { store, clock, newId, channelId, pyotr } = office
    const toHim: RoutingRule = { words: [], channels: [], target: { to: 'employee', employeeId: pyotr.id } }
    const client = { phone: v.parse(phoneNumberSchema, '+79165550000'), name: 'Анна' }
    const of = { channelId, client, kind: 'text', origin: 'client', at: clock.now() } as const
    return createReceiveMessage(store, clock, newId, () => [toHim])(
      { ...of, whatsappId: 'A1', text: 'Здравствуйте' },
      async () => {},
    )
  }
  const theOnly = async () => (await listConversations(office.store.read, office.svetlana, 10))[0]

  it('is given no client by a rule: he waits in the queue', async () => {
    await whileHeIsDismissed(aClientIsSentToHim)
    expect(await theOnly()).toMatchObject({ state: 'queued' })
    expect(await theOnly()).not.toHaveProperty('ownerId')
  })

  it('whom a rule had given a client a moment before loses him again; who is not dismissed keeps his', async () => {
    await aClientIsSentToHim()
    expect(await theOnly()).toMatchObject({ state: 'inWork', ownerId: office.pyotr.id })
    await office.store.write(isDismissed)
    expect(await theOnly()).toMatchObject({ state: 'queued' })
  })

  it('does not observe a conversation by a note that mentions him: its writer is told', async () => {
    const it = await office.aClientWrites()
    await it.takes(office.olga)
    expect(await whileHeIsDismissed(() => it.notes(office.olga, 'Пётр, посмотри', office.pyotr))).toMatchObject({
      status: 'rejected',
      reason: { code: 'notFound' },
    })
    expect((await it.row()).observers).toBe('')
    await it.notes(office.olga, 'Мария, посмотри', office.maria)
    expect((await it.row()).observers).toContain(office.maria.id)
  })
})
