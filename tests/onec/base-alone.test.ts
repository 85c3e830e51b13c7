import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createBase } from './platform/base.ts'
import { fromJson, toPlain } from './platform/json.ts'
import { List, Structure } from './platform/values.ts'
import {
  addClient,
  addUser,
  cursorOf,
  dump,
  openTradeOnLibrary,
  production,
  rowOf,
  run,
  setUp,
  take,
  userOf,
} from './trade-base.ts'

const nowhere = 'http://127.0.0.1:9'
const at = '2026-11-22T07:00:00Z'
const minute = 60_000

const openPlain = (now?: () => number) => setUp(createBase(dump, { users: [], ...(now ? { now } : {}) }), nowhere, 'x')
const openTrade = async (users = [userOf('olga', ['рм_Оператор'])], now?: () => number) => {
  const trade = openTradeOnLibrary(users, now ? { now } : {})
  await setUp(trade.base, nowhere, 'x')
  return trade
}
const toAnna = () =>
  new Structure([
    ['Чат', ''],
    ['Телефон', '+79161234567'],
  ])

describe('what the relay answers to an outgoing', () => {
  const failed = (code: string, retryable: boolean, status = 'failed') => ({
    status,
    error: { code, message: 'Said in English.', retryable },
  })

  it.each([
    ['a number that was removed', failed('numberRemoved', false), /удален из реле/],
    ['a reason of a later version', failed('moonPhase', false), /\(moonPhase\)\. Said in English\./],
    ['an outcome of a later version', { status: 'postponed' }, /\(postponed\)/],
    ['an outcome of a later version that may be repeated', failed('busy', true, 'postponed'), /\(busy\)/],
  ])('ends the message in words: %s', async (_what, result, words) => {
    const base = await openPlain()
    const id = String(await base.call('рм_Хранилище', 'ПоставитьВОчередь', toAnna(), 'раз'))
    await take(base, { results: [{ outgoingId: id, ...result }] })
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', id)).toMatchObject({ Состояние: 'неПринято' })
    expect(rowOf(base, 'рм_Сообщения', 'Сообщение', id)).toMatchObject({
      Статус: 'failed',
      Ошибка: expect.stringMatching(words),
    })
    expect(toPlain(await base.call('рм_Обмен', 'СобратьПакет', true, false))).toMatchObject({ outgoing: [] })
  })

  it('is tried again while there is hope, rarer and rarer, but not for ever', async () => {
    let passed = 0
    const base = await openPlain(() => Date.now() + passed)
    const id = String(await base.call('рм_Хранилище', 'ПоставитьВОчередь', toAnna(), 'раз'))
    for (let time = 1; time <= 100; time += 1) {
      await take(base, { results: [{ outgoingId: id, ...failed('numberUnpaired', true) }] })
      passed += 31 * minute
      const { outgoing } = toPlain(await base.call('рм_Обмен', 'СобратьПакет', true, false)) as { outgoing: unknown[] }
      expect(outgoing).toHaveLength(time < 100 ? 1 : 0)
    }
    expect(rowOf(base, 'рм_Сообщения', 'Сообщение', id)).toMatchObject({
      Статус: 'failed',
      Ошибка: 'Номер WhatsApp не привязан к реле',
    })
  })

  it('says that what reached the client has reached him, whatever was believed before', async () => {
    const base = await openPlain()
    const id = String(await base.call('рм_Хранилище', 'ПоставитьВОчередь', toAnna(), 'раз'))
    const status = (seq: number, is: string) => ({
      seq,
      type: 'status',
      at,
      outgoingId: id,
      status: is,
      ...(is === 'failed' ? { error: { code: 'notOnWhatsApp', message: 'No.', retryable: false } } : {}),
    })
    await take(base, { events: [status(1, 'sent'), status(2, 'failed')] })
    expect(rowOf(base, 'рм_Сообщения', 'Сообщение', id)).toMatchObject({ Ошибка: 'У этого телефона нет WhatsApp' })
    await take(base, { events: [status(3, 'delivered'), status(4, 'failed'), status(5, 'sent')] })
    expect(rowOf(base, 'рм_Сообщения', 'Сообщение', id)).toMatchObject({ Статус: 'delivered', Ошибка: '' })
  })
})

describe('what a base says of its job', () => {
  const jobOf = async (base: Awaited<ReturnType<typeof openPlain>>) =>
    toPlain(await base.call('рм_Настройки', 'СостояниеЗадания'))

  it('is blocked when it is on and has not run for five minutes', async () => {
    let passed = 0
    const base = await openPlain(() => Date.parse(at) + passed)
    expect(await jobOf(base)).toEqual({ enabled: true, blocked: false, copy: false, off: false })
    await run(base)
    passed = 4 * minute
    expect(await jobOf(base)).toMatchObject({ blocked: false, lastRunAt: at })
    passed = 6 * minute
    expect(await jobOf(base)).toMatchObject({ blocked: true, lastRunAt: at })
  })

  it('is off, a copy, switched off, or not there', async () => {
    let passed = 0
    const base = await openPlain(() => Date.parse(at) + passed)
    // So long without a run would be "blocked" in a base that exchanges.
    passed = 10 * minute
    await base.setConstants({ рм_ОбменВключен: false })
    expect(await jobOf(base)).toMatchObject({ off: true, blocked: false })
    base.moveTo('File="D:\\copy";')
    await base.setConstants({ рм_ОбменВключен: true })
    expect(await jobOf(base)).toMatchObject({ copy: true, off: false, blocked: false })
    base.job = { enabled: false }
    expect(await jobOf(base)).toMatchObject({ enabled: false })
    base.job = undefined
    expect(await jobOf(base)).toMatchObject({ enabled: false })
  })
})

describe('a copy of a base on БСП', () => {
  it('is silent while БСП’s lock on external resources holds, and says so when it is asked', async () => {
    const trade = await openTrade()
    trade.locked = true
    await trade.base.call('рм_Хранилище', 'ПоставитьВОчередь', toAnna(), 'из копии')
    await run(trade.base)
    // The address leads nowhere: had it tried, the log would have it.
    expect(trade.base.log).toEqual([])
    expect(toPlain(await trade.base.call('рм_Настройки', 'СостояниеЗадания'))).toMatchObject({ copy: true })
    trade.locked = false
    await run(trade.base)
    expect(trade.base.log.join()).toContain('Ошибка работы с Интернет')
  })

  it('is told by БСП alone: a base that moved to another server goes on', async () => {
    const { base } = await openTrade()
    base.moveTo('Srvr="new";Ref="trade";')
    expect(await base.call('рм_Хранилище', 'ЭтоКопияБазы')).toBe(false)
    base.moveTo(production)
  })
})

describe('mailings of БСП', () => {
  const mail = (text: string) =>
    new Structure([
      ['НомераПолучателей', new List(['+79161234567', '+79167654321'])],
      ['Текст', text],
    ])
  const result = () =>
    new Structure([
      ['ОтправленныеСообщения', new List()],
      ['ОписаниеОшибки', ''],
    ])

  it('leave as messages of WhatsApp, each once, and can be asked about', async () => {
    const { base } = await openTrade()
    const sent = result()
    await base.call('рм_БСП', 'ОтправитьSMS', mail('Заказ готов'), sent)
    expect(base.rows('рм_Исходящие')).toHaveLength(2)
    const [first] = (toPlain(sent.get('ОтправленныеСообщения')) as { ИдентификаторСообщения: string }[]) ?? []
    expect(first).toMatchObject({ НомерПолучателя: '+79161234567' })
    expect(rowOf(base, 'рм_Исходящие', 'Исходящее', first?.ИдентификаторСообщения ?? '')).toMatchObject({
      Телефон: '+79161234567',
      Текст: 'Заказ готов',
    })
  })

  it('say why they do not leave a copy', async () => {
    const trade = await openTrade()
    trade.locked = true
    const sent = result()
    await trade.base.call('рм_БСП', 'ОтправитьSMS', mail('Заказ готов'), sent)
    expect(trade.base.rows('рм_Исходящие')).toEqual([])
    expect(sent.get('ОписаниеОшибки')).toMatch(/копия базы/)
  })
})

describe('the employees of a base on БСП', () => {
  it('are the members of the chosen access group, also through groups of users, while their time lasts', async () => {
    const people = ['olga', 'ivan', 'oleg', 'left', 'late'].map((login) => userOf(login, []))
    const [olga, ivan, , left, late] = people
    if (olga) olga.roles.push('рм_Администратор')
    if (left) left.password = ''
    const { base } = await openTrade(people)
    const users = people.map((user) => addUser(base, user))
    const department = base.configuration.insert('Справочник.Пользователи', { Наименование: 'Отдел продаж' })
    const put = (group: string, members: { Пользователь?: (typeof users)[number]; СрокДействия?: Date }[]) => {
      const reference = base.configuration.insert('Справочник.ГруппыДоступа', { Наименование: group })
      for (const member of members)
        base.configuration.insert('Справочник.ГруппыДоступа.Пользователи', member, reference.id)
    }
    const consists = (ГруппаПользователей: (typeof users)[number], of: (typeof users)[number]) =>
      base.configuration.insert('РегистрСведений.СоставыГруппПользователей', {
        ГруппаПользователей,
        Пользователь: of,
        Используется: true,
      })
    for (const user of users) consists(user, user)
    const [olgasCard, ivansCard, , leftsCard, latesCard] = users
    if (!olgasCard || !ivansCard || !leftsCard || !latesCard || !late || !ivan) throw new Error('no users')
    consists(department, ivansCard)
    put('Мессенджер', [
      { Пользователь: olgasCard },
      { Пользователь: department },
      { Пользователь: leftsCard },
      { Пользователь: latesCard, СрокДействия: new Date('2020-01-01') },
    ])
    put('Дежурные', [{ Пользователь: ivansCard }])
    await base.setConstants({ рм_ГруппаДоступа: 'Мессенджер', рм_ГруппаОчереди: 'Дежурные' })
    expect(toPlain(await base.call('рм_Сотрудники', 'Состав'))).toEqual([
      { userId: ivansCard.id, login: 'ivan', name: 'ivan', active: true, rights: ['read', 'reply'], queue: true },
      { userId: leftsCard.id, login: 'left', name: 'left', active: false, rights: ['read', 'reply'], queue: false },
      {
        userId: olgasCard.id,
        login: 'olga',
        name: 'olga',
        active: true,
        rights: ['read', 'reply', 'admin'],
        queue: false,
      },
    ])
    await base.setConstants({ рм_ГруппаДоступа: 'Переименована' })
    expect(await base.call('рм_Сотрудники', 'Состав')).toBeUndefined()
  })
})

describe('documents', () => {
  it('are closed to whom 1C closes them', async () => {
    const ivan = { ...userOf('ivan', []), closed: ['Документ.СчетНаОплату'] }
    const blocked = { ...userOf('blocked', []), password: '' }
    const { base } = await openTrade([ivan, blocked])
    const client = addClient(base, 'Ромашка', [])
    const invoice = base.configuration.insert('Документ.СчетНаОплату', {
      Номер: '1',
      Дата: new Date(),
      Контрагент: client,
    })
    expect(toPlain(await base.call('рм_Документы', 'Список', client.text, ivan.id))).toEqual([])
    const reason = async (id: string) =>
      toPlain(await base.call('рм_Документы', 'ПечатнаяФорма', invoice.text, id)) as { Причина: string }
    expect((await reason(ivan.id)).Причина).toMatch(/нет права на просмотр/)
    expect((await reason(blocked.id)).Причина).toMatch(/Вас нет среди пользователей/)
    expect((await reason('nobody')).Причина).toMatch(/Вас нет среди пользователей/)
  })

  it('are listed in a base without БСП too, and not printed there', async () => {
    const ivan = userOf('ivan', [])
    const base = await setUp(createBase(dump, { users: [ivan] }), nowhere, 'x')
    const client = base.configuration.insert('Справочник.Клиенты', { Наименование: 'Ромашка' })
    const order = base.configuration.insert('Документ.Заказ', {
      Номер: '7',
      Дата: new Date('2026-11-20T10:00:00Z'),
      Клиент: client,
      СуммаДокумента: 5,
    })
    expect(toPlain(await base.call('рм_Документы', 'Список', client.text, ivan.id))).toEqual([
      { documentRef: order.text, title: 'Заказ 7', date: '2026-11-20', sum: '5,00' },
    ])
    expect(toPlain(await base.call('рм_Документы', 'ПечатнаяФорма', order.text, ivan.id))).toMatchObject({
      Причина: expect.stringMatching(/нет подсистемы печати/),
    })
  })

  it('do not stop the exchange where a search fails', async () => {
    const ivan = userOf('ivan', [])
    const base = await setUp(
      createBase(dump, {
        users: [ivan],
        configuration: { tables: [{ name: 'Справочник.Клиенты', fields: {} }] },
      }),
      nowhere,
      'x',
    )
    const lookup = {
      type: 'documentLookup',
      at,
      lookupId: randomUUID(),
      clientRef: 'Справочник.Клиенты',
      userId: ivan.id,
    }
    await take(base, { events: [{ seq: 1, ...lookup }] })
    expect(toPlain(await base.call('рм_Обмен', 'СобратьПакет', true, false))).toMatchObject({
      documents: [{ lookupId: lookup.lookupId, items: [] }],
    })
  })
})

describe('the phone-book doctor', () => {
  it.each([
    ['+7 (916) 123-45-67', '79161234567', ''],
    ['8 916 123 45 67', '', ''],
    ['+49 1512 3456789', '4915123456789', ''],
    ['8 916 123-45-67, 8 916 765-43-21', '', 'twoInField'],
    ['495 123-45-67 / 68-69-70', '', 'twoInField'],
    ['8 (495) 123-45-67 доб. 123', '84951234567123', 'extension'],
    ['8 (495) 123-45-67 доб. 123', '84951234567', ''],
    ['123-45-67', '1234567', 'tooShort'],
    ['спросить у Ивана', '', 'letters'],
    ['8-800-ЦВЕТЫ', '', 'letters'],
    ['89161234567891611122', '', 'tooLong'],
  ])('%s (%s): %s', async (written, digits, fault) => {
    const base = await openPlain()
    expect(await base.call('рм_ТелефоннаяКнига', 'ОшибкаТелефона', written, digits)).toBe(fault)
  })

  it('goes through a big book in parts, and misses no card', async () => {
    let passed = 0
    const { base } = await openTrade(undefined, () => Date.now() + passed)
    // A page has 500 rows, so it ends in the middle of a card.
    for (let card = 0; card < 300; card += 1)
      addClient(base, `Клиент ${card}`, [
        ['8 916 123-45-67', '89161234567'],
        ['8 916 765-43-21', '89167654321'],
        ['12', '12'],
      ])
    const sent = async () => toPlain(await base.call('рм_ТелефоннаяКнига', 'КПередаче')) as unknown[] | null
    const parts = []
    for (let part = 0; part < 3; part += 1) {
      await base.call('рм_ТелефоннаяКнига', 'ПроверитьЧасть')
      parts.push((await sent())?.length ?? 'not yet')
    }
    expect(parts).toEqual(['not yet', 300, 300])
    passed = 86_400_000
    await base.call('рм_ТелефоннаяКнига', 'ПроверитьЧасть')
    await base.call('рм_ТелефоннаяКнига', 'ОтметитьДоставку')
    expect(await sent()).toBeNull()
  })
})

describe('clients', () => {
  it('are found by phones that old cards have only as written, and not by their likes', async () => {
    const { base } = await openTrade()
    addClient(base, 'Старая запись', [['8 (916) 123-45-67', '']])
    addClient(base, 'Похожий', [['8 (916) 123-45-67 доб. 8', '']])
    addClient(base, 'Без кода', [['916 123 45 67', '9161234567']])
    const found = toPlain(await base.call('рм_Клиенты', 'НайтиПоТелефону', '+79161234567')) as { name: string }[]
    expect(found.map(({ name }) => name).sort()).toEqual(['Без кода', 'Старая запись'])
  })

  it('have a link to their chat in the browser', async () => {
    const base = await openPlain()
    await base.setConstants({ рм_АдресРеле: 'https://relay.example.ru/wa/' })
    expect(await base.call('рм_Клиенты', 'АдресЧата', '+7 916 123-45-67')).toBe(
      'https://relay.example.ru/wa/open?phone=%2B7%20916%20123-45-67',
    )
    await base.setConstants({ рм_АдресРеле: '' })
    expect(await base.call('рм_Клиенты', 'АдресЧата', '+79161234567')).toBe('')
  })
})

describe('the numbers of WhatsApp', () => {
  it('stand in words in the settings, each by its last word', async () => {
    const base = await openPlain()
    const [first, second] = [randomUUID(), randomUUID()]
    const session = (seq: number, channelId: string, state: string) => ({ seq, type: 'session', at, channelId, state })
    await take(base, {
      events: [session(1, first, 'offline'), session(2, second, 'qr'), session(3, first, 'connected')],
    })
    expect(cursorOf(base)).toBe(3)
    const numbers = await base.call('рм_Хранилище', 'СостоянияНомеров')
    expect(await base.call('рм_Слова', 'СостояниеНомеров', numbers)).toMatch(/^WhatsApp: на связи; не привязан/)
    expect(await base.call('рм_Слова', 'СостояниеНомеров', fromJson('{}'))).toBe('')
  })
})
