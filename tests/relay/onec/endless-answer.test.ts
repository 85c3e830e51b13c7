import { createServer, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { callService } from '../../../relay/onec/push-call.ts'
import { askWhoSignsIn } from '../../../relay/onec/sign-in-call.ts'
import { portOf } from '../../world/onec/port-of.ts'

const megabyte = 1024 * 1024
/** More than the relay reads, and little enough for a test that would read it all. */
const tooMuch = 64 * megabyte

describe('a base whose answer is a bomb', () => {
  let server: Server | undefined
  let given = 0
  afterEach(async () => {
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
  })

  const publication = async (answer: (response: ServerResponse) => void) => {
    given = 0
    server = createServer((_request, response) => answer(response))
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${portOf(server.address())}`
  }
  const target = (url: string) => ({ url, login: '', password: '', secret: null })
  const noAlarm = () => ({ setAlarm: () => () => {}, abort: new AbortController().signal })
  const chunk = Buffer.alloc(megabyte, ' ')
  const endless = (response: ServerResponse) => {
    const more = (): void => {
      while (!response.destroyed && given < tooMuch) {
        given += megabyte
        if (!response.write(chunk)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
  }
  const packedSmall = (response: ServerResponse) => {
    const packed = gzipSync(
      Buffer.concat([Buffer.from('{"protocol":1,"cursor":0'), Buffer.alloc(tooMuch, ' '), Buffer.from('}')]),
    )
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)
  }

  it('is read no further than the largest packet', async () => {
    const url = await publication(endless)
    expect(await callService(target(url), { path: 'exchange', body: '{}' }, noAlarm())).toEqual({
      failure: 'badAnswer',
    })
    expect(given).toBeLessThan(tooMuch)
  })

  it('is not unpacked further either, though it would be a packet', async () => {
    const url = await publication(packedSmall)
    expect(await callService(target(url), { path: 'ping' }, noAlarm())).toEqual({ failure: 'badAnswer' })
  })

  it('lets nobody in, and is read no further at a sign-in', async () => {
    const url = await publication(endless)
    expect(await askWhoSignsIn({ url, secret: null }, { login: 'Ольга', password: 'x' }, noAlarm())).toBe('unreachable')
    expect(given).toBeLessThan(tooMuch)
  })

  it('is none when it is large but fits', async () => {
    const url = await publication((response) => response.end(`{"protocol":1,"padding":"${'я'.repeat(3 * megabyte)}"}`))
    expect(await callService(target(url), { path: 'ping' }, noAlarm())).toMatchObject({ body: { protocol: 1 } })
  })
})
