import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { watchSessions } from '../../relay/channels/watch-sessions.ts'
import { createPull } from '../../relay/onec/pull.ts'
import type { ChannelState } from '../../shared/channel-status.ts'
import { type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

describe.each(engines)('how a number stands, as 1C is told of it on %s', (engine) => {
  let office: Office
  let state: ChannelState
  const errors: unknown[] = []
  const watch = () =>
    watchSessions({ ...office, stateOf: () => state, onError: (error: unknown) => void errors.push(error) })
  const told = async () => {
    const { body } = await createPull(office)(office.base, { protocol: 1, cursor: 0 }, new AbortController().signal)
    return 'events' in body ? body.events.flatMap((event) => (event.type === 'session' ? event.state : [])) : []
  }

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
  })
  afterEach(async () => {
    expect(errors).toEqual([])
    await office.discard()
  })

  it('is each change once, over a restart too', async () => {
    state = 'waitingForScan'
    const before = await watch()
    before.look(office.channelId)
    before.look(office.channelId)
    state = 'online'
    before.look(office.channelId)
    await before.stop()
    const after = await watch()
    state = 'connecting'
    after.look(office.channelId)
    state = 'online'
    after.look(office.channelId)
    await after.stop()
    expect(await told()).toEqual(['qr', 'connected'])
  })

  it('is a loss that lasts a minute, and not a flicker', async () => {
    state = 'online'
    const sessions = await watch()
    sessions.look(office.channelId)
    state = 'reconnecting'
    sessions.look(office.channelId)
    office.clock.forward(59_000)
    state = 'online'
    sessions.look(office.channelId)
    state = 'reconnecting'
    sessions.look(office.channelId)
    office.clock.forward(60_000)
    await office.ring(60_000)
    await sessions.stop()
    expect(await told()).toEqual(['connected', 'offline'])
  })
})
