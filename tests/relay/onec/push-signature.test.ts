import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPingBase } from '../../../relay/onec/ping-base.ts'
import { startPush } from '../../../relay/onec/push.ts'
import { signatureOf } from '../../../relay/onec/signature.ts'
import { portOf } from '../../world/onec/port-of.ts'
import { type Office, openOffice } from './office.ts'

interface Call {
  method: string
  signature: string | undefined
  body: Buffer
}

describe('calls to a published base', () => {
  let office: Office
  let url: string
  let calls: Call[]
  let answer: string
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const { 'x-relay-signature': signature } = request.headers
    calls.push({ method: request.method ?? '', signature: signature?.toString(), body: Buffer.concat(chunks) })
    response.end(answer)
  })

  beforeEach(async () => {
    office = await openOffice()
    calls = []
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${portOf(server.address())}`
    await office.bases.setPushTarget(office.base, { url, login: 'messenger', password: 'Secret-1' })
  })
  afterEach(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await office.discard()
  })

  const ping = () => createPingBase(office.store, { ...office, abort: new AbortController().signal })(office.base)

  it('carry the signature of RFC 4231 over the body’s own bytes', () => {
    expect(signatureOf('Jefe', 'what do ya want for nothing?')).toBe(
      'sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
  })

  it('are signed where the base knows the secret, pushes and pings', async () => {
    const secret = 'секрет, общий с 1С'
    await office.bases.change(office.base, { pushSecret: secret })
    await office.clientWrites('Здравствуйте')
    answer = JSON.stringify({ protocol: 1, cursor: await office.head(), outgoing: [] })
    const stop = new AbortController()
    const push = startPush({ ...office, timeZoneOffset: () => 180 }, stop.signal)
    await expect.poll(() => calls.length).toBeGreaterThan(0)
    stop.abort()
    await push.stopped
    expect(await ping()).toEqual({ job: undefined })
    expect(calls.map(({ method }) => method)).toContain('GET')
    for (const { signature, body } of calls)
      expect(signature).toBe(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`)
  })

  it('are unsigned where none was set', async () => {
    answer = JSON.stringify({ protocol: 1, cursor: 0 })
    await ping()
    expect(calls).toMatchObject([{ method: 'GET', signature: undefined }])
  })

  it.each([
    ['<html>Сервис</html>', 'badAnswer'],
    ['{"protocol":1}', 'badAnswer'],
    ['{"protocol":1,"cursor":-1}', 'badAnswer'],
    ['{"protocol":2,"cursor":5}', 'protocolMismatch'],
  ])('name what is wrong with the answer %s', async (body, failure) => {
    answer = body
    expect(await ping()).toEqual({ failure })
  })

  it('read what a base says of its own job', async () => {
    answer = JSON.stringify({ protocol: 1, cursor: 5, job: { enabled: true, blocked: true } })
    expect(await ping()).toEqual({ job: { enabled: true, blocked: true, lastRunAt: undefined } })
  })
})
