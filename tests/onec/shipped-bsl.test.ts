import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { type Base, type BaseUser, createBase } from './platform/base.ts'
import { fromJson, toPlain } from './platform/json.ts'
import { Binary, Structure, type Value } from './platform/values.ts'
import { cursorOf, dump, rowOf, run, setUp } from './trade-base.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'

const service: BaseUser = { id: randomUUID(), login: 'messenger', password: 'Secret-1', name: '', roles: ['рм_Обмен'] }
const olga: BaseUser = { id: randomUUID(), login: 'olga', password: 'Olga-1', name: 'Ольга', roles: ['рм_Оператор'] }
const boss: BaseUser = {
  id: randomUUID(),
  login: 'boss',
  password: 'Boss-1',
  name: 'Борис',
  roles: ['рм_Оператор', 'рм_Администратор'],
}
const guest: BaseUser = { id: randomUUID(), login: 'guest', password: 'Guest-1', name: 'Гость', roles: [] }

const place = (conversation: string, phone = ''): Structure =>
  new Structure([
    ['Чат', conversation],
    ['Телефон', phone],
  ])

const openBase = (address: string, token: string, now?: () => number): Promise<Base> =>
  setUp(createBase(dump, { users: [service, olga, boss, guest], ...(now ? { now } : {}) }), address, token)

describe('the shipped BSL and the shipped relay', () => {
  let office: Office
  let base: Base
  let baseId: string
  let token: string
  let peer: ExtensionPeer
  let conversationId: string
  const anna = () => office.whatsapp.client(annasNumber, { name: 'Анна Петрова' })

  beforeAll(async () => {
    office = await openOffice()
    await office.pair(company)
    const linked = await office.ask('POST', '/bases', { name: 'Торговля' })
    baseId = linked.body.base.id
    token = linked.body.token
    base = await openBase(office.relay.address, token)
    await office.ask('PUT', '/settings/synchronisation', {
      syncEnabled: true,
      replyRoute: 'through1c',
      schedule: { everySeconds: 1, from: '00:00', to: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    })
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
  }, 60_000)
  afterAll(async () => {
    peer?.close()
    await office?.close()
  })

  async function write(text: string): Promise<void> {
    await anna().sendText(company, text)
    const { conversation } = await peer.event('message', (event) => event.message.text === text)
    conversationId = conversation.id
  }

  async function reply(text: string): Promise<string> {
    const id = randomUUID()
    await office.ask('POST', '/replies', { id, conversationId, text })
    return id
  }

  it('have a client’s message in the base', async () => {
    await write('Когда будет отгрузка?')
    await run(base)
    expect(base.log).toEqual([])
    expect(base.rows('рм_Сообщения')).toEqual([
      expect.objectContaining({ Текст: 'Когда будет отгрузка?', Направление: 'in', Чат: conversationId }),
    ])
    expect(rowOf(base, 'рм_Чаты', 'Чат', conversationId)).toMatchObject({ Телефон: annasNumber, Имя: 'Анна Петрова' })
    expect(cursorOf(base)).toBeGreaterThan(0)
  })

  it('have a text that left by itself as ours: not as the client’s word, nor as typed on the phone', async () => {
    const { body: settings } = await office.ask('GET', '/settings/inbox')
    const workingHours = { from: '00:00', to: '00:00', weekdays: [1, 2, 3, 4, 5, 6, 7] }
    const greets = (enabled: boolean) => {
      const greeting = { enabled, text: 'Здравствуйте! Скоро ответим.' }
      const automaticTexts = { ...settings.automaticTexts, greeting }
      return office.ask('PUT', '/settings/inbox', { ...settings, workingHours, automaticTexts })
    }
    expect((await greets(true)).status).toBe(200)
    const ivan = office.whatsapp.client('+79161234599', { name: 'Иван' })
    await ivan.sendText(company, 'Есть кто?')
    await ivan.waitForMessage((message) => message.text === 'Здравствуйте! Скоро ответим.')
    const { message } = await peer.event('message', (event) => event.message.origin === 'automatic')
    await peer.event('stage', (event) => event.messageId === message.id && event.stage.stage === 'delivered')
    await run(base)
    expect(base.log).toEqual([])
    expect(rowOf(base, 'рм_Сообщения', 'Сообщение', message.id)).toMatchObject({
      Текст: 'Здравствуйте! Скоро ответим.',
      Направление: 'out',
      СТелефона: 0,
      Статус: 'delivered',
    })
    await greets(false)
  })

  it('let an employee’s reply go, in one run, and bring its ticks back', async () => {
    const id = await reply('Завтра до обеда')
    await run(base)
    await anna().waitForMessage((message) => message.text === 'Завтра до обеда')
    await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'delivered')
    await run(base)
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', id)).toMatchObject({ Состояние: 'принято', ЭтоОтвет: 1 })
    expect(rowOf(base, 'рм_Сообщения', 'Сообщение', id)).toMatchObject({ Статус: 'delivered', Направление: 'out' })
  })

  it('stop a reply with a reason that the employee reads', async () => {
    await base.setConstants({ рм_ПроверятьОтветы: true })
    const id = await reply('Скидка 90 %')
    await run(base)
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', id)).toMatchObject({ Состояние: 'ждет' })
    await base.call('рм_Хранилище', 'ОтклонитьОтвет', id, 'Стоп-лист')
    await run(base)
    const { stage } = await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'rejected')
    expect(stage.detail).toBe('Стоп-лист')
    expect(base.rows('рм_Ответы')).toEqual([])
    expect(anna().received.map(({ text }) => text)).not.toContain('Скидка 90 %')
  })

  it('let a reply go that waited, with another text', async () => {
    const id = await reply('цена сто')
    await run(base)
    await base.call('рм_Хранилище', 'РазрешитьОтвет', id, 'Цена 100 ₽')
    await run(base)
    await anna().waitForMessage((message) => message.text === 'Цена 100 ₽')
    await base.setConstants({ рм_ПроверятьОтветы: false })
  })

  it('send a message of the base once, though the answer was lost on the way', async () => {
    const id = await base.call('рм_Хранилище', 'ПоставитьВОчередь', place('', annasNumber), 'Счёт № 5 готов')
    const packet = toPlain(await base.call('рм_Обмен', 'СобратьПакет', true, false))
    const lost = await fetch(`${office.relay.address}/onec/v1/exchange`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(packet),
    })
    expect(lost.status).toBe(200)
    await run(base)
    await anna().waitForMessage((message) => message.text === 'Счёт № 5 готов')
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', String(id))).toMatchObject({ Состояние: 'принято' })
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', String(id))?.Ошибка).toContain('второй раз оно не отправлено')
    expect(anna().received.filter(({ text }) => text === 'Счёт № 5 готов')).toHaveLength(1)
  })

  it('carry a file from the base to the client', async () => {
    const file = new Structure([
      ['Имя', 'счёт № 5.pdf'],
      ['ТипСодержимого', 'application/pdf'],
      ['Содержимое', new Binary(Buffer.from('%PDF-1.4 счёт'))],
    ])
    const id = await base.call('рм_Хранилище', 'ПоставитьВОчередь', place(conversationId), 'Вот', file)
    await run(base)
    expect(base.log).toEqual([])
    await anna().waitForMessage((message) => message.text === 'Вот')
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', String(id))).toMatchObject({ Состояние: 'принято' })
    expect(base.rows('рм_Файлы')).toEqual([expect.objectContaining({ Состояние: 'передан', Имя: 'счёт № 5.pdf' })])
  })

  it('carry a client’s file into the base', async () => {
    await base.setConstants({ рм_ЗагружатьФайлы: true })
    await anna().sendDocument(company, Buffer.from('чертёж'), { fileName: 'чертёж.dwg', caption: 'Посмотрите' })
    await peer.event('message', (event) => event.message.text === 'Посмотрите' && event.message.file?.state === 'ready')
    await run(base)
    const message = base.rows('рм_Сообщения').find(({ Текст }) => Текст === 'Посмотрите')
    expect(message).toMatchObject({ ИмяФайла: 'чертёж.dwg' })
    const content = await base.call('рм_Хранилище', 'СодержимоеФайла', String(message?.Файл))
    expect(content instanceof Binary && content.bytes.toString()).toBe('чертёж')
  })

  it('answer a client’s message with a quotation of it', async () => {
    await write('Сколько стоит?')
    await run(base)
    const asked = String(rowOf(base, 'рм_Сообщения', 'Текст', 'Сколько стоит?')?.Сообщение)
    await base.call('рм_Хранилище', 'ПоставитьВОчередь', place(conversationId), '100 ₽', undefined, asked)
    await run(base)
    const answer = await anna().waitForMessage((message) => message.text === '100 ₽')
    expect(answer.quotedId).toBeDefined()
  })

  it('say in the conversation why no task was made in a base that has none', async () => {
    const asked = String(rowOf(base, 'рм_Сообщения', 'Текст', 'Сколько стоит?')?.Сообщение)
    const id = randomUUID()
    await office.ask('POST', `/messages/${asked}/task`, { id, text: 'Посчитать' })
    await run(base)
    const { message } = await peer.event(
      'message',
      (event) => event.message.id === id && event.message.note?.task?.state === 'refused',
    )
    expect(message.note?.task?.reason).toMatch(/нет задач исполнителей/)
  })

  it('refuse a document to whom the base does not know', async () => {
    const order = base.configuration.insert('Документ.Заказ', { Номер: '1', Дата: new Date() })
    const id = randomUUID()
    const document = { documentRef: order.text, title: 'Заказ 1' }
    await office.ask('POST', '/replies', { id, conversationId, text: '', document })
    await run(base)
    const { stage } = await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'rejected')
    expect(stage.detail).toMatch(/Вас нет среди пользователей/)
  })

  it('have everything once, though the same packet comes twice', async () => {
    const packet = {
      protocol: 1,
      events: [
        {
          seq: cursorOf(base) + 1,
          type: 'message',
          at: '2026-11-22T07:00:00Z',
          messageId: randomUUID(),
          conversationId,
          text: 'один раз',
        },
      ],
      results: [],
      more: false,
    }
    const other = await openBase(office.relay.address, token)
    const take = () => other.call('рм_Обмен', 'ПринятьПакет', fromJson(JSON.stringify(packet)))
    expect(await Promise.all([take(), take()])).toEqual(expect.arrayContaining([0, 1]))
    expect(other.rows('рм_Сообщения')).toHaveLength(1)
  })

  it('pass over a bad event, say so, and go on', async () => {
    const other = await openBase(office.relay.address, token)
    const events = [
      { seq: 1, type: 'message', at: '2026-11-22T07:00:00Z', messageId: 7, conversationId },
      { seq: 2, type: 'somethingNew', at: '2026-11-22T07:00:00Z' },
      { seq: 3, type: 'message', at: '2026-11-22T07:00:00Z', messageId: randomUUID(), conversationId, text: 'дальше' },
      // Neither a text that is none nor a moment that is none may stop the line.
      { seq: 4, type: 'message', at: '2026-11-22T07:00:00Z', messageId: randomUUID(), conversationId, text: 5 },
    ]
    const packet: Value = fromJson(JSON.stringify({ protocol: 1, events, results: [], more: false }))
    await other.call('рм_Обмен', 'ПринятьПакет', packet)
    expect(cursorOf(other)).toBe(4)
    expect(other.rows('рм_Сообщения')).toHaveLength(1)
    expect(toPlain(await other.call('рм_Обмен', 'СобратьПакет', true, false))).toMatchObject({
      cursor: 4,
      rejected: [
        { seq: 1, code: 'badEvent' },
        { seq: 4, code: 'badEvent' },
      ],
    })
  })

  it('give up an event only after the third time, and keep the cursor before it until then', async () => {
    const other = await openBase(office.relay.address, token)
    const event = { seq: 9, type: 'message', at: 'вчера', messageId: randomUUID(), conversationId, text: 'x' }
    const take = () =>
      other.call('рм_Обмен', 'ПринятьПакет', fromJson(JSON.stringify({ protocol: 1, events: [event], results: [] })))
    await expect(take()).rejects.toThrow('Дата')
    await expect(take()).rejects.toThrow('Дата')
    expect(cursorOf(other)).toBe(0)
    expect(await take()).toBe(1)
    expect(cursorOf(other)).toBe(9)
    expect(other.rows('рм_Ответы')).toEqual([expect.objectContaining({ Вид: 'rejected', Ключ: '9' })])
  })

  it('join two conversations, and change and delete messages', async () => {
    const other = await openBase(office.relay.address, token)
    const [first, second, one, two] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    const at = '2026-11-22T07:00:00Z'
    const events = [
      { seq: 1, type: 'message', at, messageId: one, conversationId: first, contactName: 'Анна', text: 'а' },
      { seq: 2, type: 'message', at, messageId: two, conversationId: second, text: 'б', fromPhone: true },
      { seq: 3, type: 'joined', at, conversationId: first, intoConversationId: second, phone: annasNumber },
      { seq: 4, type: 'messageChanged', at, messageId: one, text: 'в' },
      { seq: 5, type: 'messageChanged', at, messageId: two, deleted: true },
      { seq: 6, type: 'conversation', at, conversationId: second, state: 'closed' },
    ]
    await other.call('рм_Обмен', 'ПринятьПакет', fromJson(JSON.stringify({ protocol: 1, events, results: [] })))
    expect(other.log).toEqual([])
    expect(other.rows('рм_Чаты')).toEqual([
      expect.objectContaining({ Чат: second, Имя: 'Анна', Телефон: annasNumber, Состояние: 'closed' }),
    ])
    expect(rowOf(other, 'рм_Сообщения', 'Сообщение', one)).toMatchObject({ Чат: second, Текст: 'в', Изменено: 1 })
    expect(rowOf(other, 'рм_Сообщения', 'Сообщение', two)).toMatchObject({ Текст: 'б', Удалено: 1, СТелефона: 1 })
  })

  it('say in the event log that the token is wrong, and that the cursor is ahead', async () => {
    const other = await openBase(office.relay.address, 'made-up')
    await run(other)
    expect(other.log.join()).toContain('401 unauthorized')
    const ahead = await openBase(office.relay.address, token)
    await ahead.call('рм_Хранилище', 'СдвинутьКурсор', 999_999_999)
    await run(ahead)
    expect(ahead.log.join()).toContain('409 cursorAhead')
  })

  it('lose nothing while the relay is away', async () => {
    const other = await openBase('http://127.0.0.1:9', token)
    const id = await other.call('рм_Хранилище', 'ПоставитьВОчередь', place(conversationId), 'подождёт')
    await run(other)
    expect(other.log.join()).toContain('Ошибка работы с Интернет')
    expect(rowOf(other, 'рм_Исходящие', 'Исходящее', String(id))).toMatchObject({ Состояние: 'кОтправке' })
  })

  it('keep a copy of the base silent', async () => {
    const copy = await openBase(office.relay.address, token)
    copy.moveTo('File="D:\\copy";')
    await copy.call('рм_Хранилище', 'ПоставитьВОчередь', place(conversationId), 'из копии')
    await run(copy)
    expect(cursorOf(copy)).toBe(0)
    expect(anna().received.map(({ text }) => text)).not.toContain('из копии')
  })

  it('send by the relay’s schedule, over midnight too', async () => {
    const schedule = (from: string, to: string, weekdays: number[]) =>
      fromJson(JSON.stringify({ everySeconds: 60, from, to, weekdays }))
    // 22 November 2026 is a Sunday.
    const allows = async (time: string, from: string, to: string, weekdays: number[], passed = 60) => {
      const moment = await base.call('рм_Транспорт', 'ДатаUTC', `2026-11-22T${time}:00Z`)
      return await base.call('рм_Обмен', 'ПоРасписанию', schedule(from, to, weekdays), moment, passed)
    }
    expect(await allows('08:00', '08:00', '21:00', [7])).toBe(true)
    expect(await allows('21:00', '08:00', '21:00', [7])).toBe(false)
    expect(await allows('12:00', '08:00', '21:00', [1, 2])).toBe(false)
    expect(await allows('12:00', '08:00', '21:00', [7], 30)).toBe(false)
    expect(await allows('23:00', '22:00', '06:00', [7])).toBe(true)
    expect(await allows('05:00', '22:00', '06:00', [6])).toBe(true)
    expect(await allows('05:00', '22:00', '06:00', [7])).toBe(false)
  })

  it('tell the relay who may read and write, once', async () => {
    const packet = toPlain(await base.call('рм_Обмен', 'СобратьПакет', true, true))
    expect(packet).not.toHaveProperty('users')
    const other = await openBase(office.relay.address, token)
    expect(toPlain(await other.call('рм_Обмен', 'СобратьПакет', true, true))).toMatchObject({
      users: {
        items: [
          { userId: boss.id, login: 'boss', rights: ['read', 'reply', 'admin'] },
          { userId: olga.id, login: 'olga', name: 'Ольга', active: true, rights: ['read', 'reply'], queue: true },
        ],
      },
    })
  })

  it('sign a body as everybody does (RFC 2104)', async () => {
    // RFC 4231, test case 2.
    expect(
      await base.call('рм_Транспорт', 'Подпись', 'Jefe', new Binary(Buffer.from('what do ya want for nothing?'))),
    ).toBe('sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
    const body = Buffer.from('{"protocol":1}')
    for (const secret of ['короткий', 'длинный секрет '.repeat(10)]) {
      const own = createHmac('sha256', secret).update(body).digest('hex')
      expect(await base.call('рм_Транспорт', 'Подпись', secret, new Binary(body))).toBe(`sha256=${own}`)
    }
  })

  describe('when the base is published', () => {
    let published: { url: string; close(): Promise<void> }
    beforeAll(async () => {
      published = await base.publish()
    })
    afterAll(async () => {
      await office.ask('PUT', `/bases/${baseId}/push`, null)
      await published.close()
    })

    const ask = async (
      method: string,
      path: string,
      user: BaseUser | { login: string; password: string },
      body?: object,
    ) => {
      const basic = Buffer.from(`${user.login}:${user.password}`).toString('base64')
      const response = await fetch(`${published.url}/hs/wamessenger${path}`, {
        method,
        headers: { Authorization: `Basic ${basic}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
    }

    it('answer a ping with the cursor', async () => {
      expect(await ask('GET', '/v1/ping', service)).toEqual({
        status: 200,
        body: {
          protocol: 1,
          cursor: cursorOf(base),
          job: { enabled: true, blocked: false, copy: false, off: false, lastRunAt: expect.stringMatching(/Z$/) },
        },
      })
      expect((await ask('GET', '/v1/ping', olga)).status).toBe(403)
    })

    it('bring a message and take a reply back without the job', async () => {
      await office.ask('PUT', `/bases/${baseId}/push`, {
        url: published.url,
        login: service.login,
        password: service.password,
      })
      await write('по публикации')
      await expect
        .poll(() => base.rows('рм_Сообщения').some(({ Текст }) => Текст === 'по публикации'), { timeout: 10_000 })
        .toBe(true)
      await reply('и ответ')
      await anna().waitForMessage((message) => message.text === 'и ответ')
    })

    it('take one effect from a push and a job at the same moment', async () => {
      await write('одновременно')
      await Promise.all([run(base), run(base)])
      await expect
        .poll(() => base.rows('рм_Сообщения').filter(({ Текст }) => Текст === 'одновременно').length, {
          timeout: 10_000,
        })
        .toBe(1)
    })

    it('let an employee in by login and password of 1C, and nobody else', async () => {
      expect(await ask('POST', '/v1/signin', olga, { login: 'Olga' })).toMatchObject({
        status: 200,
        body: { user: { userId: olga.id, rights: ['read', 'reply'] } },
      })
      expect((await ask('POST', '/v1/signin', { login: 'olga', password: 'wrong' }, { login: 'olga' })).status).toBe(
        401,
      )
      expect((await ask('POST', '/v1/signin', guest, { login: 'guest' })).status).toBe(403)
      // A user written down in the publication is not the one who signs in.
      expect((await ask('POST', '/v1/signin', boss, { login: 'olga' })).status).toBe(403)
    })

    it('let an employee into the relay whom 1C has told it of, and no guest', async () => {
      const signIn = (user: BaseUser, password = user.password) =>
        office.ask('POST', '/sign-in/onec', { login: user.login, password }, null)
      const { status, body } = await signIn(olga)
      expect(status).toBe(200)
      expect(body.employee ?? body).toMatchObject({ id: olga.id, login: 'olga' })
      expect((await signIn(olga, 'wrong')).body.error.code).toBe('wrongLogin')
      expect((await signIn(guest)).status).not.toBe(200)
    })

    it('refuse a packet that is no packet, in the contract’s form', async () => {
      expect(await ask('POST', '/v1/exchange', service, { protocol: 2 })).toMatchObject({
        status: 409,
        body: { error: { code: 'protocolMismatch', retryable: false, supported: [1] } },
      })
      expect((await ask('POST', '/v1/exchange', service)).body).toMatchObject({ error: { code: 'badRequest' } })
    })

    it('answer a task request without the job', async () => {
      const asked = String(rowOf(base, 'рм_Сообщения', 'Текст', 'по публикации')?.Сообщение)
      const id = randomUUID()
      await office.ask('POST', `/messages/${asked}/task`, { id, text: 'Перезвонить' })
      const { message } = await peer.event(
        'message',
        (event) => event.message.id === id && event.message.note?.task?.state === 'refused',
      )
      expect(message.note?.task?.reason).toMatch(/нет задач исполнителей/)
      await expect.poll(() => base.rows('рм_Ответы'), { timeout: 10_000 }).toEqual([])
    })

    it('keep saying that a reply is stopped until the relay has read it', async () => {
      await base.setConstants({ рм_ПроверятьОтветы: true })
      const id = await reply('по акции')
      await expect.poll(() => rowOf(base, 'рм_Исходящие', 'Исходящее', id)?.Состояние, { timeout: 10_000 }).toBe('ждет')
      await base.call('рм_Хранилище', 'ОтклонитьОтвет', id, 'Акция кончилась')
      const { stage } = await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'rejected')
      expect(stage.detail).toBe('Акция кончилась')
      await expect.poll(() => base.rows('рм_Ответы'), { timeout: 10_000 }).toEqual([])
      await base.setConstants({ рм_ПроверятьОтветы: false })
    })

    it('take a push that the relay has signed with the base’s secret, and none with another', async () => {
      const secret = 'секрет, общий с реле'
      await base.setConstants({ рм_СекретПодписи: secret })
      await office.ask('PATCH', `/bases/${baseId}`, { pushSecret: secret })
      await write('подписано')
      const arrived = (text: string) => () => base.rows('рм_Сообщения').some(({ Текст }) => Текст === text)
      await expect.poll(arrived('подписано'), { timeout: 10_000 }).toBe(true)
      await office.ask('PATCH', `/bases/${baseId}`, { pushSecret: 'секрет, неизвестный базе' })
      await write('чужая подпись')
      const lastError = async () => {
        const { body } = await office.ask('GET', '/bases')
        return body.bases?.[0]?.push?.lastError ?? body[0]?.push?.lastError
      }
      await expect.poll(lastError, { timeout: 10_000 }).toBe('unauthorized')
      expect(arrived('чужая подпись')()).toBe(false)
      await office.ask('PATCH', `/bases/${baseId}`, { pushSecret: null })
      await base.setConstants({ рм_СекретПодписи: '' })
    })

    it('refuse a request without the signature, when a secret is set', async () => {
      await base.setConstants({ рм_СекретПодписи: 'секрет' })
      const refused = await ask('POST', '/v1/exchange', service, { protocol: 1, events: [], results: [] })
      await base.setConstants({ рм_СекретПодписи: '' })
      expect(refused).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } })
    })
  })
})
