import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backOffMs } from '../../../relay/onec/back-off.ts'
import { portOf } from '../../world/onec/port-of.ts'
import { openPublishedBase, type PublishedBase } from './published-base.ts'

const everyFifteenSeconds = 15_000

describe('a push that fails', () => {
  let world: PublishedBase
  beforeEach(async () => {
    world = await openPublishedBase()
  })
  afterEach(async () => {
    await world.close()
    expect(world.office.errors).toEqual([])
  })

  it('leaves 1C alone for a second, then two, and loses nothing', async () => {
    const { office, onec, pushTo, kinds, lastError, hasFailed, triesAgain } = world
    onec.change({ service: 'error500' })
    await pushTo()
    await office.clientWrites('Первое')
    await hasFailed(1)
    expect(await lastError()).toBe('serverError')
    await office.clientWrites('Второе')
    await triesAgain(1)
    await hasFailed(2)
    onec.change({ service: 'well' })
    await triesAgain(2)
    await onec.until(() => kinds().length === 2)
    expect(onec.effects()).toMatchObject([{ body: { text: 'Первое' } }, { body: { text: 'Второе' } }])
    await office.isSet(everyFifteenSeconds)
    expect(await lastError()).toBeUndefined()
  })

  it('sends a reply once though 1C takes packets and loses its answers', async () => {
    const { office, onec, pushTo, kinds, hasFailed, triesAgain } = world
    onec.change({ service: 'losesAnswers' })
    await pushTo()
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await hasFailed(1)
    await triesAgain(1)
    await hasFailed(2)
    onec.change({ service: 'well' })
    await triesAgain(2)
    await office.ring(everyFifteenSeconds)
    await onec.until(() => kinds().includes('result'))
    expect(await office.leaving()).toEqual([id])
    expect(kinds()).toEqual(['message', 'replyCommand', 'result'])
    expect(onec.repeats().events).toBeGreaterThan(0)
  })

  it('gives 1C ten seconds for an answer', async () => {
    const { office, onec, pushTo, lastError, hasFailed } = world
    onec.change({ service: 'hangs' })
    await pushTo()
    await office.clientWrites('Здравствуйте')
    await office.ring(10_000)
    await hasFailed(1)
    expect(await lastError()).toBe('timedOut')
  })

  it('says that the password is wrong', async () => {
    const { office, pushTo, lastError, hasFailed } = world
    await pushTo({ password: 'Другой' })
    await office.clientWrites('Здравствуйте')
    await hasFailed(1)
    expect(await lastError()).toBe('unauthorized')
  })

  it('says that nobody answers at the address', async () => {
    const { office, pushTo, lastError, hasFailed } = world
    await pushTo({ url: 'http://127.0.0.1:9/trade' })
    await office.clientWrites('Здравствуйте')
    await hasFailed(1)
    expect(await lastError()).toBe('unreachable')
  })

  it.each([
    ['redirects', 301, '', 'redirected'],
    ['has no free licence', 402, '', 'noLicence'],
    ['says with an error that no licence is free', 500, 'Не обнаружена свободная лицензия!', 'noLicence'],
    ['fails in another way', 500, 'Ошибка разделенного доступа к базе данных', 'serverError'],
    ['is not published', 404, '', 'notFound'],
    ['gives our user no right', 403, '', 'forbidden'],
    ['is switched off or a copy', 403, '{"error":{"code":"disabled","message":"Копия"}}', 'disabled'],
    ['shows its start page', 200, '<html>', 'badAnswer'],
    ['speaks another protocol', 200, '{"protocol":2,"cursor":0}', 'protocolMismatch'],
    ['is ahead of the journal', 200, '{"protocol":1,"cursor":99}', 'cursorAhead'],
    ['applies nothing', 200, '{"protocol":1,"cursor":0}', 'noProgress'],
  ])('says so when the base %s', async (_, status, body, code) => {
    const { office, pushTo, lastError, hasFailed } = world
    const server = createServer((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' }).end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await pushTo({ url: `http://127.0.0.1:${portOf(server.address())}` })
    await office.clientWrites('Здравствуйте')
    await hasFailed(1)
    expect(await lastError()).toBe(code)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})

it('the back-off doubles from a second to five minutes', () => {
  expect([1, 2, 3, 9, 10, 500].map(backOffMs)).toEqual([1000, 2000, 4000, 256_000, 300_000, 300_000])
})
