import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { IncomingMessage } from '../../relay/inbox/incoming-message.ts'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { tellOfMessage } from '../../relay/inbox/tell.ts'
import { indexStep } from '../../relay/search/index-step.ts'
import { createSearch } from '../../relay/search/search.ts'
import { addChannel } from '../../relay/store/channels.ts'
import { lockConversation, saveConversation } from '../../relay/store/conversations.ts'
import { changeMessage } from '../../relay/store/messages.ts'
import type { Store } from '../../relay/store/open.ts'
import type { Employee, Right } from '../../shared/employee.ts'
import { type ChannelId, channelIdSchema, employeeIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import type { SearchPage } from '../../shared/search.ts'
import { standingClock } from '../world/clock.ts'
import { countingIds } from '../world/ids.ts'
import { engines, freshStore } from '../world/stores.ts'

describe.each(engines)('the search on %s', (engine) => {
  let store: Store
  let discard: () => Promise<void>
  let channelId: ChannelId
  const clock = standingClock()
  const newId = countingIds()
  let sent = 0

  beforeEach(async () => {
    const fresh = await freshStore(engine, inject('postgresServer'))
    store = fresh.store
    discard = fresh.discard
    channelId = newId(channelIdSchema)
    await store.write((tx) => addChannel(tx, { id: channelId, name: 'Номер', createdAt: clock.now() }))
  })
  afterEach(() => discard())

  const employee = (...rights: Right[]): Employee => ({
    ...{ id: newId(employeeIdSchema), name: 'Ольга', rights, inQueue: true },
  })
  const olga = employee('read', 'reply')

  /** A client writes. */
  const writes = async (text: string, more: Partial<IncomingMessage> & { phone?: string; name?: string } = {}) => {
    const { phone = '+79161234567', name = 'Анна Петрова', ...rest } = more
    sent += 1
    const client = { phone: v.parse(phoneNumberSchema, phone), name }
    const message = {
      channelId,
      client,
      origin: 'client',
      whatsappId: `A${sent}`,
      at: clock.now() + sent * 1000,
    } as const
    await createReceiveMessage(store, clock, newId)({ ...message, kind: 'text', text, ...rest }, async () => {})
  }
  const indexed = async () => {
    while (await indexStep(store, 10));
  }
  const find = async (query: string, by: Employee = olga, page?: string): Promise<SearchPage> => {
    await indexed()
    return await createSearch(store)(by, query, page)
  }
  const texts = ({ messages }: SearchPage) => messages.map(({ message }) => message.text)
  const names = ({ conversations }: SearchPage) => conversations.map(({ contact }) => contact.name)

  it('finds a word in any of its forms, newest first, and nothing that only looks like it', async () => {
    await writes('Пришлите договор')
    await writes('Подпишем два договора')
    await writes('Это заговор')
    await writes('Где накладная?')
    expect(texts(await find('договором '))).toEqual(['Подпишем два договора', 'Пришлите договор'])
  })

  it('is not stopped by letters of which nothing is left, nor are they looked for', async () => {
    await writes('Договор')
    await writes('\ufe70 \u037a')
    await writes('Накладная \ufe70')
    expect(texts(await find('накладная'))).toEqual(['Накладная \ufe70'])
    for (const query of ['\ufe70', '\u037a', '\ufe70 договор']) {
      const found = await find(query)
      expect(texts(found)).toEqual(query.includes('договор') ? ['Договор'] : [])
      expect(names(found)).toEqual([])
    }
  })

  it('finds all words together, and not where one of them is missing', async () => {
    await writes('Счёт на оплату за доставку')
    await writes('Счета пришлите')
    expect(texts(await find('доставка счет'))).toEqual(['Счёт на оплату за доставку'])
  })

  it('finds what is not typed to its end yet, but only of the last word', async () => {
    await writes('Когда будет отгрузка?')
    expect(texts(await find('отгру'))).toHaveLength(1)
    expect(texts(await find('отгру когда'))).toHaveLength(0)
  })

  it('finds numbers, and a phone however it was written', async () => {
    await writes('Перезвоните на 8 (916) 555-44-33 по счёту УТ-000123')
    for (const query of [
      '+7 916 555-44-33',
      '79165554433',
      '4433',
      '554433',
      '000123',
      '123 ',
      'ут-000123',
      '555-44-33',
    ])
      expect(texts(await find(query)), query).toHaveLength(1)
    for (const query of ['+7 916 555-44-34', '5443 ', '000124']) expect(texts(await find(query)), query).toHaveLength(0)
  })

  it('gives page after page until there is no more, each message once', async () => {
    for (let n = 0; n < 70; n += 1) await writes(`заказ ${n}`)
    const seen: string[] = []
    let page: string | undefined
    do {
      const answer = await find('заказы', olga, page)
      expect(answer.conversations).toEqual([])
      seen.push(...texts(answer))
      page = answer.nextPage
    } while (page !== undefined)
    expect(seen).toEqual(Array.from({ length: 70 }, (_, n) => `заказ ${69 - n}`))
  })

  it('shows nobody what he may not see, and fills his pages with what he may', async () => {
    for (let n = 0; n < 40; n += 1)
      await writes(`секрет ${n}`, { phone: `+7916000000${n % 10}`, name: `Клиент ${n % 10}` })
    const igor = employee('read', 'reply')
    for (const { id } of (await find('секрет', employee('read', 'supervise'))).messages
      .slice(1, 10)
      .map((hit) => hit.conversation))
      await store.write(async (tx) => {
        const row = await lockConversation(tx, id)
        if (row) await saveConversation(tx, { ...row, state: 'inWork', owner_id: igor.id })
      })
    expect(texts(await find('секрет'))).toEqual(['секрет 39', 'секрет 29', 'секрет 19', 'секрет 9'])
    expect(names(await find('Клиент'))).toEqual(['Клиент 9'])
    expect((await find('секрет', igor)).messages).toHaveLength(30)
    expect((await find('секрет', employee('read', 'supervise'))).messages).toHaveLength(30)
    expect((await find('секрет', employee('admin'))).messages).toEqual([])
  })

  it('finds a contact by the beginnings of his names and by any part of his phone', async () => {
    await writes('Здравствуйте', { phone: '+79161234567', name: 'Анна Петрова' })
    await writes('Здравствуйте', { phone: '+79265550011', name: 'ООО «Ромашка»' })
    for (const query of ['петр анн', 'АННА', '916 123', '8 916 123-45-67', '123-45-67', '8916', '4567'])
      expect(names(await find(query)), query).toEqual(['Анна Петрова'])
    expect(names(await find('ромашка'))).toEqual(['ООО «Ромашка»'])
    for (const query of ['етрова', 'анна ромашка', '45', '916 124']) expect(names(await find(query)), query).toEqual([])
  })

  it.each([
    ...['', '   ', '"', '*', '-', '👍', '(', ')))', 'AND', '"NEAR(', "a' OR 1=1 --", ':*', '!!&|', '\u0000', '%_'].map(
      (query): [string, string] => [JSON.stringify(query), query],
    ),
    ['five thousand letters', 'ё'.repeat(5000)],
  ])('is not harmed by %s', async (_name, query) => {
    await writes('Здравствуйте')
    expect((await find(query)).messages).toEqual([])
  })

  it('takes words of its own language for words', async () => {
    await writes('NEAR the OR gate AND not')
    expect(texts(await find('near AND "OR" not*'))).toHaveLength(1)
  })

  it('goes on where it was when it died in the middle of old messages', async () => {
    for (let n = 0; n < 25; n += 1) await writes(`отчёт ${n}`)
    await indexStep(store, 10)
    await indexStep(store, 10)
    expect((await createSearch(store)(olga, 'отчёты', undefined)).messages.length).toBeLessThan(25)
    expect((await find('отчёты')).messages).toHaveLength(25)
  })

  it('follows an edit, and keeps what was deleted: people still see it', async () => {
    await writes('Пришлите накладную')
    const [hit] = (await find('накладная')).messages
    if (!hit) throw new Error('it was not found')
    const change = (changed: { text?: string; details?: string }) =>
      store.write(async (tx) => {
        await changeMessage(tx, hit.message.id, changed)
        const conversation = await lockConversation(tx, hit.conversation.id)
        if (conversation)
          await tellOfMessage(tx, { messageId: hit.message.id, conversation, at: clock.now(), first: false })
      })
    await change({ text: 'Пришлите счёт' })
    expect(texts(await find('накладная '))).toEqual([])
    expect(texts(await find('счета'))).toEqual(['Пришлите счёт'])
    await change({ details: JSON.stringify({ deleted: { at: clock.now(), fromUs: false } }) })
    expect(texts(await find('счета'))).toEqual(['Пришлите счёт'])
  })

  it('follows two contacts that turn out to be one person, however much was written', async () => {
    const [lid, phone] = ['20000001', v.parse(phoneNumberSchema, '+79161234567')]
    await writes('доска по телефону', { client: { phone, name: '' } })
    for (let n = 0; n < 25; n += 1) await writes(`доска ${n}`, { client: { lid, name: 'Анна' } })
    expect((await find('Анна')).messages).toEqual([])
    await writes('и вот оба', { client: { lid, phone, name: 'Анна' } })
    const page = await find('доски', olga)
    expect(page.messages).toHaveLength(26)
    expect(new Set(page.messages.map(({ conversation }) => conversation.id)).size).toBe(1)
    const stale = await store.read
      .selectFrom('search_docs')
      .innerJoin('messages', 'messages.id', 'search_docs.message_id')
      .select('number')
      .whereRef('messages.conversation_id', '!=', 'search_docs.conversation_id')
      .execute()
    expect(stale).toEqual([])
    expect(names(await find('анна 1234567'))).toEqual(['Анна'])
  })

  it('finds what stands on cards, in polls and places, and in notes', async () => {
    const contacts = [{ name: 'Игорь Водитель', phones: ['+7 921 000-11-22'] }]
    await writes('', { kind: 'contacts', details: { contacts } })
    await writes('', { kind: 'poll', details: { poll: { question: 'Какой кирпич?', multiple: false, options: [] } } })
    for (const query of ['водители', '0001122', 'кирпичи']) expect((await find(query)).messages, query).toHaveLength(1)
    expect((await find('водитель кирпич')).messages).toEqual([])
  })
})
