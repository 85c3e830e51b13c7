import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExtensionPeer } from '../world/extension-peer.ts'
import { type Office, openOffice } from '../world/relay-in-process.ts'
import { toPlain } from './platform/json.ts'
import type { Reference } from './platform/reference.ts'
import { addClient, addUser, openTradeOnLibrary, rowOf, run, setUp, type TradeOnLibrary, userOf } from './trade-base.ts'

const company = '+74951234567'
const annasNumber = '+79161234567'
const yesterday = new Date(Date.now() - 86_400_000)
const invoiceForm = 'Документ.СчетНаОплату.Форма.ФормаДокумента'

describe('the shipped BSL in a trade on БСП, and the shipped relay', () => {
  let office: Office
  let trade: TradeOnLibrary
  let peer: ExtensionPeer
  let baseId: string
  let conversationId: string
  let client: Reference
  let invoice: Reference
  let passed = 0
  const olga = userOf('olga', ['рм_Оператор', 'рм_Руководитель'])
  const anna = () => office.whatsapp.client(annasNumber, { name: 'Анна Петрова' })

  beforeAll(async () => {
    office = await openOffice()
    await office.pair(company)
    const linked = await office.ask('POST', '/bases', { name: 'Торговля' })
    baseId = linked.body.base.id
    // The administrator of the relay is a user of the base as well, without a role of the messenger.
    const me = await office.ask('GET', '/me')
    const chief = userOf('chief', [], me.body.employee.id)
    trade = openTradeOnLibrary([olga, chief], { now: () => Date.now() + passed })
    await setUp(trade.base, office.relay.address, linked.body.token)
    await office.ask('PUT', '/settings/synchronisation', {
      syncEnabled: true,
      replyRoute: 'through1c',
      schedule: { everySeconds: 1, from: '00:00', to: '23:59', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    })
    addUser(trade.base, chief)
    const manager = addUser(trade.base, olga)
    client = addClient(trade.base, 'ООО «Ромашка»', [['+7 (916) 123-45-67', '79161234567']], manager)
    invoice = addInvoice('СЧ-2', yesterday)
    trade.printing.set(invoiceForm, [{ id: 'СчетНаОплату', file: 'Счет СЧ-2' }])
    peer = await ExtensionPeer.connect(office.relay.address, { token: office.token, cursor: 0 })
    await anna().sendText(company, 'Пришлите счёт')
    conversationId = (await peer.event('message', (event) => event.message.text === 'Пришлите счёт')).conversation.id
    await run(trade.base)
    await run(trade.base)
  }, 60_000)
  afterAll(async () => {
    peer?.close()
    await office?.close()
  })

  const addInvoice = (Номер: string, Дата: Date, more: Record<string, string | number | boolean> = {}) =>
    trade.base.configuration.insert('Документ.СчетНаОплату', {
      Номер,
      Дата,
      Контрагент: client,
      СуммаДокумента: 12500,
      Проведен: true,
      ...more,
    })
  const wantDocument = async (documentRef: string) => {
    const id = randomUUID()
    await office.ask('POST', '/replies', {
      id,
      conversationId,
      text: '',
      document: { documentRef, title: 'Счёт' },
    })
    return id
  }
  const refOf = (document: Reference) => document.text
  const ended = async (id: string) =>
    (await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'rejected')).stage.detail

  it('tell who the client is, and who is responsible for him', async () => {
    expect(trade.base.log).toEqual([])
    const { body } = await office.ask('GET', '/snapshot')
    const [{ conversation }] = body.conversations
    expect(conversation.contact.clients).toEqual([
      {
        baseId,
        ref: client.text,
        name: 'ООО «Ромашка»',
        kind: 'counterparty',
        url: expect.stringMatching(/^e1cib\/data\/Справочник\.Контрагенты\?ref=[0-9a-f]{32}$/),
        responsibleId: expect.any(String),
        responsibleName: 'olga',
      },
    ])
  })

  it('make the members with roles employees of the relay, under the ids by which 1C knows them elsewhere', async () => {
    const { body } = await office.ask('GET', '/employees')
    const { employee } = body.employees.find((row: { employee: { login?: string } }) => row.employee.login === 'olga')
    expect(employee).toMatchObject({ name: 'olga', rights: ['read', 'reply', 'supervise'], inQueue: true })
    const { body: snapshot } = await office.ask('GET', '/snapshot')
    expect(snapshot.conversations[0].conversation.contact.clients[0].responsibleId).toBe(employee.id)
  })

  it('send neither people nor templates again while they are the same', async () => {
    const packet = toPlain(await trade.base.call('рм_Обмен', 'СобратьПакет', true, true))
    expect(packet).not.toHaveProperty('users')
    expect(packet).not.toHaveProperty('templates')
  })

  it('list the client’s documents of a year, the newest first, with their sums', async () => {
    const rubles = trade.base.configuration.insert('Справочник.Валюты', { Наименование: 'руб.' })
    trade.base.configuration.insert('Документ.АктСверки', { Номер: 'А-1', Дата: new Date(), Контрагент: client })
    trade.base.configuration.insert('Документ.СчетНаОплату', {
      Номер: 'СЧ-1',
      Дата: new Date(Date.now() - 9 * 86_400_000),
      Контрагент: client,
      СуммаДокумента: 990.5,
      ВалютаДокумента: rubles,
    })
    addInvoice('удалён', yesterday, { ПометкаУдаления: true })
    addInvoice('давно', new Date(Date.now() - 400 * 86_400_000))
    const id = randomUUID()
    await office.ask('POST', `/conversations/${conversationId}/document-lookups`, { id })
    await run(trade.base)
    const { body } = await office.ask('GET', `/document-lookups/${id}`)
    expect(body.documents.map(({ title, sum }: { title: string; sum?: string }) => [title, sum])).toEqual([
      ['АктСверки А-1', undefined],
      ['СчетНаОплату СЧ-2', '12500,00'],
      ['СчетНаОплату СЧ-1', '990,50 руб.'],
    ])
    expect(trade.base.rows('рм_Ответы')).toEqual([])
  })

  it('send the print form of a document in one run, and bring its ticks back', async () => {
    const id = await wantDocument(refOf(invoice))
    await run(trade.base)
    expect(trade.base.log).toEqual([])
    const received = await anna().waitForMessage((message) => message.file !== undefined)
    expect(received.file).toMatchObject({ name: 'Счет СЧ-2.pdf', mime: 'application/pdf' })
    await peer.event('stage', (event) => event.messageId === id && event.stage.stage === 'delivered')
    await run(trade.base)
    expect(rowOf(trade.base, 'рм_Сообщения', 'Сообщение', id)).toMatchObject({ Статус: 'delivered' })
  })

  it('let a print form wait for a decision where replies do', async () => {
    await trade.base.setConstants({ рм_ПроверятьОтветы: true })
    const id = await wantDocument(refOf(invoice))
    await run(trade.base)
    expect(rowOf(trade.base, 'рм_Исходящие', 'Исходящее', id)).toMatchObject({ Состояние: 'ждет' })
    await trade.base.call('рм_Хранилище', 'ОтклонитьОтвет', id, 'Счёт ещё не согласован')
    await run(trade.base)
    expect(await ended(id)).toBe('Счёт ещё не согласован')
    await trade.base.setConstants({ рм_ПроверятьОтветы: false })
  })

  it('say in words why a document cannot be sent', async () => {
    const act = trade.base.configuration.insert('Документ.АктСверки', { Номер: 'А-2', Дата: new Date() })
    const draft = addInvoice('черновик', new Date(), { Проведен: false })
    const wanted: [string, RegExp][] = [
      [refOf(act), /нет печатной формы/],
      [`Документ.СчетНаОплату:${randomUUID()}`, /больше нет/],
      ['Документ.СчетНаОплату:не-идентификатор', /больше нет/],
      ['Справочник.Контрагенты:1', /больше нет/],
      [`Документ.СнятСПоставки:${randomUUID()}`, /больше нет/],
    ]
    for (const [ref, words] of wanted) {
      const id = await wantDocument(ref)
      await run(trade.base)
      expect(await ended(id)).toMatch(words)
    }
    trade.printing.set(invoiceForm, [{ id: 'Проведённые', file: 'Счет', wantsPosted: true }])
    const unposted = await wantDocument(refOf(draft))
    await run(trade.base)
    expect(await ended(unposted)).toMatch(/не проведен/)
    trade.printing.set(invoiceForm, [{ id: 'Пустая' }, { id: 'НаКлиенте', handler: 'Печать.Клиент', file: 'Нет' }])
    const empty = await wantDocument(refOf(invoice))
    await run(trade.base)
    expect(await ended(empty)).toMatch(/пуста/)
  })

  it('give up a print form that fails, after the third time, and nothing else waits for it', async () => {
    trade.printing.set(invoiceForm, [{ id: 'Сломана', fails: 'Деление на 0' }])
    const id = await wantDocument(refOf(invoice))
    await anna().sendText(company, 'Вы тут?')
    await peer.event('message', (event) => event.message.text === 'Вы тут?')
    for (let time = 0; time < 3; time += 1) await run(trade.base)
    await run(trade.base)
    expect(await ended(id)).toMatch(/не смогла подготовить печатную форму: .*Деление на 0/)
    expect(trade.base.rows('рм_Сообщения').some(({ Текст }) => Текст === 'Вы тут?')).toBe(true)
  })

  it('make a task of a message, once, and lead to it from the conversation', async () => {
    const asked = rowOf(trade.base, 'рм_Сообщения', 'Текст', 'Пришлите счёт')
    const id = randomUUID()
    const task = { id, text: 'Выставить счёт\nдо вечера' }
    await office.ask('POST', `/messages/${String(asked?.Сообщение)}/task`, task)
    await run(trade.base)
    await run(trade.base)
    expect(trade.base.configuration.count('Задача.ЗадачаИсполнителя')).toBe(1)
    const { message } = await peer.event(
      'message',
      (event) => event.message.id === id && event.message.note?.url !== undefined,
    )
    expect(message.note?.url).toMatch(/^e1cib\/data\/Задача\.ЗадачаИсполнителя\?ref=/)
    expect(rowOf(trade.base, 'рм_Исходящие', 'Исходящее', id)).toMatchObject({ Состояние: 'принято', Заметка: 1 })
    expect(anna().received.map(({ text }) => text)).not.toContain('Создана задача: Выставить счёт')
  })

  it('offer the templates whose places somebody can fill in', async () => {
    const add = (Наименование: string, ТекстШаблонаSMS: string, more: Record<string, boolean> = {}) =>
      trade.base.configuration.insert('Справочник.ШаблоныСообщений', {
        Наименование,
        ТекстШаблонаSMS,
        ПредназначенДляSMS: true,
        ...more,
      })
    add('Готово', 'Здравствуйте, [ЗаказКлиента.Партнер.Наименование]! [ОбщиеРеквизиты.ТекущаяДата{ДЛФ="D"}]')
    add('Подпись', 'С уважением, [ОбщиеРеквизиты.ТекущийПользователь.Наименование], [Контрагент.Телефон]')
    add('Номер заказа', 'Заказ [ЗаказКлиента.Номер] готов')
    add('Недописан', 'Скобка [открыта')
    add('Моё', 'только моё', { ТолькоДляАвтора: true })
    add('Письмо', 'не SMS', { ПредназначенДляSMS: false })
    await run(trade.base)
    const { body } = await office.ask('GET', '/templates')
    expect(body.templates.map(({ name, text, fields }: Record<string, unknown>) => [name, text, fields])).toEqual([
      ['Готово', 'Здравствуйте, {client.name}! {date}', ['{client.name}', '{date}']],
      ['Подпись', 'С уважением, {employee.name}, {client.phone}', ['{employee.name}', '{client.phone}']],
    ])
  })

  it('report the phones by which nobody can ever be found', async () => {
    addClient(trade.base, 'Два', [['8 916 111-22-33, 8 916 444-55-66', '']])
    addClient(trade.base, 'Добавочный', [['8 (495) 123-45-67 доб. 12', '7495123456712']])
    addClient(trade.base, 'Хороший', [['8 (495) 123-45-67', '']])
    const found = async () => (await office.ask('GET', `/bases/${baseId}/bad-phones`)).body.phones
    await run(trade.base)
    expect(await found()).toEqual([])
    // A day later the book is gone through anew.
    passed = 86_400_000
    await run(trade.base)
    expect((await found()).map(({ name, fault }: Record<string, string>) => [name, fault]).sort()).toEqual([
      ['Два', 'twoInField'],
      ['Добавочный', 'extension'],
    ])
  })

  it('send people, templates and bad phones at once to a relay in which the base was unlinked and linked again', async () => {
    await office.ask('DELETE', `/bases/${baseId}`)
    expect((await office.ask('GET', '/templates')).body.templates).toEqual([])
    const linked = await office.ask('POST', '/bases', { name: 'Торговля' })
    baseId = linked.body.base.id
    await setUp(trade.base, office.relay.address, linked.body.token)
    await run(trade.base)
    await run(trade.base)
    expect((await office.ask('GET', '/templates')).body.templates).toHaveLength(2)
    const { body } = await office.ask('GET', '/employees')
    expect(body.employees.map((row: { employee: { login?: string } }) => row.employee.login)).toContain('olga')
    expect((await office.ask('GET', `/bases/${baseId}/bad-phones`)).body.phones).toHaveLength(2)
  })
})
