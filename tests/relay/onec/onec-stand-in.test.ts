import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silent } from '../../world/onec/mode.ts'
import type { Onec } from '../../world/onec/onec.ts'
import { startOnec } from '../../world/onec/start-onec.ts'
import { type Office, openOffice } from './office.ts'
import { openDoor } from './relay-door.ts'

describe('a 1C base that pulls', () => {
  let office: Office
  let door: Awaited<ReturnType<typeof openDoor>>
  let onec: Onec
  const kinds = () => onec.effects().flatMap(({ kind }) => (kind === 'clientLookup' ? [] : kind))

  beforeEach(async () => {
    office = await openOffice()
    door = await openDoor(office)
    onec = await startOnec({ relay: { url: door.url, token: office.token } })
  })
  afterEach(async () => {
    await onec.close()
    await door.close()
    await office.discard()
  })

  it('learns of a message and lets the reply go in one run of its job', async () => {
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    expect(await onec.run()).toEqual({ steps: 2, applied: 2 })
    expect(kinds()).toEqual(['message', 'replyCommand', 'result'])
    expect(await office.leaving()).toEqual([id])
  })

  it('applies each event once though its calls lose the answers', async () => {
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await onec.run()
    const outgoingId = onec.send({ phone: '+79161234567', text: 'Счёт готов' })
    onec.change({ calls: 'losesAnswers' })
    expect((await onec.run()).error).toBeDefined()
    onec.change({ calls: 'well' })
    await onec.run()
    expect(await office.leaving()).toEqual([id, outgoingId])
    expect(onec.repeats()).toEqual({ events: 0, keys: 0, results: 1 })
    expect(kinds()).toEqual(['message', 'replyCommand', 'result', 'result'])
  })

  it('is told again after it was restored from a backup, and nothing is sent twice', async () => {
    await office.clientWrites('Здравствуйте')
    const before = onec.backup()
    const id = await office.olgaReplies('Добрый день')
    await onec.run()
    onec.restore(before)
    await onec.run()
    expect(kinds()).toEqual(['message', 'replyCommand', 'result'])
    expect(onec.repeats().results).toBe(1)
    expect(await office.leaving()).toEqual([id])
  })

  it('holds a reply, then refuses it with its reason', async () => {
    onec.change({ replies: 'hold' })
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Отгрузим в долг')
    await onec.run()
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected'])
    onec.change({ replies: 'refuse', refusalReason: 'Долг больше лимита' })
    await onec.run()
    expect((await office.message(id))?.stages.at(-1)).toMatchObject({ detail: 'Долг больше лимита' })
  })

  it('changes the text of a reply', async () => {
    onec.change({ rewrite: '{text}\n— Ромашка' })
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await onec.run()
    expect((await office.message(id))?.text).toBe('Добрый день\n— Ромашка')
  })

  it('repeats what was answered, and has it sent once', async () => {
    onec.change({ repeats: true })
    await office.clientWrites('Здравствуйте')
    const id = await office.olgaReplies('Добрый день')
    await onec.run()
    await onec.run()
    expect(onec.repeats().results).toBeGreaterThan(0)
    expect(await office.leaving()).toEqual([id])
  })

  it('waits with its first call, and an employee’s reply breaks the wait', async () => {
    await office.clientWrites('Здравствуйте')
    await onec.run()
    onec.change({ waitSeconds: 20 })
    const run = onec.run()
    await office.isSet(20_000)
    const id = await office.olgaReplies('Добрый день')
    await run
    expect(await office.leaving()).toEqual([id])
  })

  it('is turned away with a wrong token, and applies nothing', async () => {
    await office.clientWrites('Здравствуйте')
    await office.bases.renewToken(office.base)
    expect((await onec.run()).error).toContain('unauthorized')
    expect(kinds()).toEqual([])
  })

  it('is run, switched and asked over HTTP', async () => {
    await office.clientWrites('Здравствуйте')
    const control = async (call: string, body?: object) => {
      const init = body && { method: 'POST', body: JSON.stringify(body) }
      return await (await fetch(`${onec.address}/control/${call}`, init)).json()
    }
    expect(await control('run', {})).toEqual({ steps: 2, applied: 1 })
    expect(await control('mode', { replies: 'hold', waitSeconds: 'x' })).toMatchObject({
      mode: { replies: 'hold', waitSeconds: 0 },
    })
    const { outgoingId } = await control('send', { phone: '+79161234567', text: 'Счёт готов' })
    expect(await office.leaving()).toEqual([outgoingId])
    expect((await control('state')).effects).toMatchObject([{ kind: 'message' }, { kind: 'result' }])
  })

  it('answers the relay’s ping only to the service user, and not while it is silent', async () => {
    const ping = (password: string, signal?: AbortSignal) =>
      fetch(`${onec.publication.url}/hs/wamessenger/v1/ping`, {
        headers: { authorization: `Basic ${Buffer.from(`messenger:${password}`).toString('base64')}` },
        ...(signal ? { signal } : {}),
      })
    expect(await (await ping(onec.publication.password)).json()).toMatchObject({ protocol: 1, cursor: 0 })
    expect((await ping(randomUUID())).status).toBe(401)
    onec.change(silent)
    await expect(ping(onec.publication.password, AbortSignal.timeout(50))).rejects.toThrow()
  })

  it('rejects an event that it cannot read, and goes on with the next', async () => {
    const asRelay = (events: object[]) =>
      fetch(`${onec.publication.url}/hs/wamessenger/v1/exchange`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from('messenger:Secret-1').toString('base64')}` },
        body: JSON.stringify({ protocol: 1, events, results: [], more: false, settings: {} }),
      })
    const at = '2026-11-22T07:00:00Z'
    const good = { seq: 7, type: 'message', at, messageId: randomUUID(), conversationId: randomUUID(), text: 'А' }
    const answer = await asRelay([{ seq: 5, type: 'message', at }, { seq: 6, type: 'fromTheFuture', at }, good])
    expect(await answer.json()).toMatchObject({ cursor: 7, rejected: [{ seq: 5, code: 'badEvent' }] })
    expect(kinds()).toEqual(['unknown', 'message'])
  })
})
