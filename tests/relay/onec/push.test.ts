import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPublishedBase, type PublishedBase } from './published-base.ts'

const everyFifteenSeconds = 15_000

describe('pushing to a published base', () => {
  let world: PublishedBase
  beforeEach(async () => {
    world = await openPublishedBase()
  })
  afterEach(async () => {
    await world.close()
    expect(world.office.errors).toEqual([])
  })

  it('tells of a message at once', async () => {
    const { office, onec, pushTo, kinds } = world
    await pushTo()
    await office.clientWrites('Здравствуйте')
    await onec.until(() => kinds().length === 1)
    expect(onec.effects()).toMatchObject([{ kind: 'message', body: { text: 'Здравствуйте' } }])
  })

  it('tells of a reply at once, lets it go when the schedule runs and not before, and tells 1C so', async () => {
    const { office, onec, pushTo, kinds } = world
    await pushTo()
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await onec.until(() => kinds().includes('replyCommand'))
    await office.isSet(everyFifteenSeconds)
    expect(await office.leaving()).toEqual([])
    await office.ring(everyFifteenSeconds)
    await onec.until(() => kinds().includes('result'))
    expect(await office.leaving()).toEqual([id])
    expect(onec.effects().at(-1)).toMatchObject({ kind: 'result', body: { outgoingId: id, status: 'accepted' } })
  })

  it('asks at each run of the schedule whether 1C has something to send, and not in between', async () => {
    const { office, onec, pushTo, kinds } = world
    await pushTo()
    await office.isSet(everyFifteenSeconds)
    const outgoingId = onec.send({ phone: '+79161234567', text: 'Счёт готов' })
    expect(await office.leaving()).toEqual([])
    await office.ring(everyFifteenSeconds)
    await office.isSet(everyFifteenSeconds)
    expect(kinds()).toEqual(['result'])
    expect(await office.leaving()).toEqual([outgoingId])
    const theQuestionAndTheResult = 2
    expect(office.exchanges()).toBe(theQuestionAndTheResult)
  })

  it('does not keep asking a base that repeats its outgoing for ever', async () => {
    const { office, onec, pushTo, kinds } = world
    onec.change({ repeats: true })
    await pushTo()
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await onec.until(() => kinds().includes('replyCommand'))
    await office.ring(everyFifteenSeconds)
    await onec.until(() => onec.repeats().results > 0)
    expect(await office.leaving()).toEqual([id])
  })

  it('does nothing while synchronising is off, and tells everything once it is on', async () => {
    const { office, onec, targetsChanged, pushTo, kinds, lastError } = world
    onec.change({ service: 'error500' })
    await office.set({ syncEnabled: false })
    await pushTo()
    await office.ring(everyFifteenSeconds)
    await office.isSet(everyFifteenSeconds)
    expect(await lastError()).toBeUndefined()
    await office.clientWrites('Здравствуйте')
    onec.change({ service: 'well' })
    await office.set({ syncEnabled: true })
    targetsChanged()
    await onec.until(() => kinds().length === 1)
  })

  it('begins when a target is set, and at once with another one after failures', async () => {
    const { office, onec, start, targetsChanged, kinds, hasFailed, triesAgain } = world
    start()
    await office.clientWrites('Здравствуйте')
    await office.bases.setPushTarget(office.base, { ...onec.publication, password: 'Другой' })
    targetsChanged()
    await hasFailed(1)
    await triesAgain(1)
    await hasFailed(2)
    await office.bases.setPushTarget(office.base, { ...onec.publication, login: 'Другой' })
    targetsChanged()
    await hasFailed(1)
    await office.bases.setPushTarget(office.base, onec.publication)
    targetsChanged()
    await onec.until(() => kinds().length === 1)
  })

  it('ends for a base whose target was taken away', async () => {
    const { office, onec, stopped, targetsChanged, pushTo, kinds } = world
    await pushTo()
    await office.clientWrites('Первое')
    await onec.until(() => kinds().length === 1)
    await office.bases.setPushTarget(office.base, null)
    targetsChanged()
    await office.clientWrites('Второе')
    await stopped()
    expect(kinds()).toEqual(['message'])
  })
})
