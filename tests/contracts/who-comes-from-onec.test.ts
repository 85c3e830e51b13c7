import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import type { Onec } from '../world/onec/onec.ts'
import { portOf } from '../world/onec/port-of.ts'
import { startOnec } from '../world/onec/start-onec.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { engines, freshDatabase } from '../world/stores.ts'

const password = 'Пароль-от-1С:42'

describe.each(engines)('whoever comes from 1C, on %s', (engine) => {
  let office: Office
  let onec: Onec
  let baseId: string
  const employed = async (name: string) => {
    const userId = onec.users.join({ name, login: `${name}@trade`, password })
    await onec.run()
    const { body: invited } = await office.ask('POST', `/employees/${userId}/invitation`)
    const { body } = await office.ask('POST', '/sign-in', { code: invited.code }, null)
    return { userId, token: body.token as string, login: `${name}@trade` }
  }
  const signIn = (login: string, typed = password) =>
    office.ask('POST', '/sign-in/onec', { login, password: typed }, null)
  const codeOf = async (asked: ReturnType<typeof signIn>) => (await asked).body.error?.code

  beforeAll(async () => {
    office = await openOffice(engine === 'postgres' ? await freshDatabase(inject('postgresServer')) : undefined)
    const { body } = await office.ask('POST', '/bases', { name: 'Управление торговлей' })
    baseId = body.base.id
    onec = await startOnec({ relay: { url: office.relay.address, token: body.token } })
    expect((await office.ask('GET', '/sign-in/ways', undefined, null)).body).toEqual({ onec: false, setUp: false })
    onec.users.join({ name: 'Первый', login: 'first', password })
    await onec.run()
  })
  afterAll(async () => {
    await onec.close()
    await office.close()
  })

  it('and is removed there is out within a second of the exchange, while his colleague reads on', async () => {
    const [olga, petr] = [await employed('Ольга'), await employed('Пётр')]
    const hers = await ExtensionPeer.connect(office.relay.address, { token: olga.token })
    const his = await ExtensionPeer.connect(office.relay.address, { token: petr.token })
    await Promise.all([hers.frame('welcome'), his.frame('welcome')])
    onec.users.leave(olga.userId)
    await onec.run()
    const exchanged = performance.now()
    expect(await hers.frame('refused')).toMatchObject({ code: 'unauthorized' })
    expect(await hers.closed()).toBe(4001)
    expect(performance.now() - exchanged).toBeLessThan(1000)
    expect((await office.ask('GET', '/me', undefined, olga.token)).status).toBe(401)
    expect((await office.ask('GET', '/me', undefined, petr.token)).status).toBe(200)
    expect(his.closeCode).toBeUndefined()
    his.close()
  })

  it('and gets another right there is told at once', async () => {
    const nina = await employed('Нина')
    const peer = await ExtensionPeer.connect(office.relay.address, { token: nina.token })
    expect((await peer.frame('welcome')).employee.rights).toEqual(['read', 'reply'])
    onec.users.change(nina.userId, { rights: ['read', 'supervise'], queue: false })
    await onec.run()
    const { employee } = await peer.frame('employee')
    expect(employee).toMatchObject({
      id: nina.userId,
      rights: ['read', 'supervise'],
      inQueue: false,
      login: nina.login,
    })
    peer.close()
  })

  it('cannot be changed or removed by the administrator here', async () => {
    const oleg = await employed('Олег')
    for (const asked of [
      office.ask('PATCH', `/employees/${oleg.userId}`, { inQueue: false }),
      office.ask('DELETE', `/employees/${oleg.userId}`),
      office.ask('POST', '/employees', { name: 'Новый', rights: ['read'] }),
    ])
      expect(await asked).toMatchObject({ status: 403, body: { error: { code: 'employeesComeFrom1c' } } })
    expect((await office.ask('POST', '/employees', { name: 'Второй', rights: ['read', 'admin'] })).status).toBe(201)
  })

  describe('with login and password of 1C', () => {
    beforeAll(async () => {
      expect((await office.ask('PUT', `/bases/${baseId}/push`, onec.publication)).status).toBe(200)
    })

    it('is offered it once a base is published, without learning where', async () => {
      expect(await office.ask('GET', '/sign-in/ways', undefined, null)).toEqual({
        status: 200,
        body: { onec: true, setUp: false },
      })
    })

    it('is let in by 1C itself, in whatever case he types his login', async () => {
      const ira = await employed('Ира')
      const { status, body } = await signIn(ira.login.toUpperCase())
      expect(status).toBe(200)
      expect(body.employee).toMatchObject({ id: ira.userId, name: 'Ира', baseId })
      expect((await office.ask('GET', '/me', undefined, body.token)).body.employee.id).toBe(ira.userId)
    })

    it('is told of a wrong password, and nothing more', async () => {
      const lena = await employed('Лена')
      expect(await codeOf(signIn(lena.login, 'не тот'))).toBe('wrongLogin')
      expect(await codeOf(signIn('nobody', 'не тот'))).toBe('wrongLogin')
    })

    it('is told when he is not in the access group', async () => {
      const user = onec.users.join({ name: 'Раиса', login: 'raisa', password })
      expect(await codeOf(signIn('raisa'))).toBe('notInGroup')
      await onec.run()
      expect((await signIn('raisa')).status).toBe(200)
      onec.users.leave(user)
      expect(await codeOf(signIn('raisa'))).toBe('notInGroup')
      await onec.run()
      expect(await codeOf(signIn('raisa'))).toBe('notInGroup')
    })

    it('has his password nowhere in the relay’s data', async () => {
      const { login } = await employed('Зоя')
      await signIn(login)
      await signIn(login, 'Почти-тот-пароль')
      const folder = dirname(office.mediaFolder)
      const files = readdirSync(folder).filter((name) => name.startsWith('relay.sqlite'))
      if (engine === 'sqlite') expect(files.length).toBeGreaterThan(0)
      for (const name of files) {
        const bytes = readFileSync(join(folder, name))
        expect(bytes.includes(password) || bytes.includes('Почти-тот-пароль')).toBe(false)
      }
    })

    it('may try ten times, and then has to wait, also with the right one; his colleagues need not', async () => {
      const [vera, roma] = [await employed('Вера'), await employed('Рома')]
      for (let n = 0; n < 4; n += 1) await codeOf(signIn(vera.login, `не тот ${n}`))
      // A colleague who gets in at the same address does not give her new tries.
      expect((await signIn(roma.login)).status).toBe(200)
      for (let n = 4; n < 10; n += 1) expect(await codeOf(signIn(vera.login, `не тот ${n}`))).toBe('wrongLogin')
      const refused = await signIn(vera.login)
      expect(refused).toMatchObject({ status: 429, body: { error: { code: 'tooManyAttempts' } } })
      expect(refused.body.error.retryAfterSeconds).toBeGreaterThan(0)
      expect((await signIn(roma.login)).status).toBe(200)
    })

    it.each<[string, RequestListener, string]>([
      ['has no licence left', (_ask, answer) => void answer.writeHead(402).end(), 'noLicence'],
      ['fails', (_ask, answer) => void answer.writeHead(500).end('Ошибка'), 'onecUnreachable'],
      ['is published elsewhere', (_ask, answer) => void answer.writeHead(404).end(), 'onecUnreachable'],
      [
        'has switched the exchange off',
        (_ask, answer) => void answer.writeHead(403).end('{"error":{"code":"disabled","message":""}}'),
        'onecUnreachable',
      ],
      ['answers what is no answer', (_ask, answer) => void answer.end('<html>'), 'onecUnreachable'],
    ])('is told what to do when 1C %s; these tries do not count', async (_what, answers, code) => {
      const server = await listening(answers)
      await office.ask('PUT', `/bases/${baseId}/push`, { ...onec.publication, url: server.url })
      for (let n = 0; n < 11; n += 1) expect(await codeOf(signIn('first'))).toBe(code)
      await server.close()
      expect(await codeOf(signIn('first'))).toBe('onecUnreachable')
    })

    it('cannot be made somebody else by his base: neither an administrator of the relay’s own', async () => {
      const { body: me } = await office.ask('GET', '/me')
      const server = await listening((_request, response) => {
        response.end(JSON.stringify({ user: { userId: me.employee.id } }))
      })
      await office.ask('PUT', `/bases/${baseId}/push`, { ...onec.publication, url: server.url })
      expect(await codeOf(signIn('first'))).toBe('notInGroup')
      await server.close()
    })

    it('never has his password carried on to where an answer points', async () => {
      const asked: (string | undefined)[] = []
      const server = await listening((request, response) => {
        asked.push(request.url)
        response.writeHead(307, { location: '/elsewhere' }).end()
      })
      await office.ask('PUT', `/bases/${baseId}/push`, { ...onec.publication, url: server.url })
      expect(await codeOf(signIn('first'))).toBe('onecUnreachable')
      expect(asked.filter((url) => url === '/elsewhere')).toEqual([])
      expect(asked).toContain('/hs/wamessenger/v1/signin')
      await server.close()
    })
  })
})

async function listening(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
