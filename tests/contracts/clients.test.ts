import pg from 'pg'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { createChooseClient } from '../../relay/inbox/choose-client.ts'
import type { IncomingMessage } from '../../relay/inbox/incoming-message.ts'
import { createLearnIdentity } from '../../relay/inbox/learn-identity.ts'
import { createReceiveTogether } from '../../relay/inbox/receive-message.ts'
import { eventsForOnec } from '../../relay/onec/events-for-onec.ts'
import { createPull, type Pull } from '../../relay/onec/pull.ts'
import { badPhonesOf } from '../../relay/store/bad-phones.ts'
import { addChannel, listChannels } from '../../relay/store/channels.ts'
import { insertEmployee } from '../../relay/store/employees.ts'
import type { Conversation } from '../../shared/conversation.ts'
import { type ChannelId, channelIdSchema, employeeIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'
import { journalAfter, listConversations } from '../world/whole-inbox.ts'

const hour = 60 * 60 * 1000
const romashka = {
  ref: 'Справочник.Контрагенты:1',
  name: 'ООО «Ромашка»',
  kind: 'counterparty',
  url: 'e1cib/data/Справочник.Контрагенты?ref=1',
}
const annaHerself = { ref: 'Справочник.КонтактныеЛица:2', name: 'Петрова Анна Сергеевна', kind: 'person' }

describe.each(engines)('who a client is, as 1C says, on %s', (engine) => {
  let office: Office
  let pull: Pull
  let channelId: ChannelId
  let written = 0

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'), { isAskedOf: true })
    pull = createPull(office)
    channelId = (await listChannels(office.store.read))[0]?.id ?? channelId
    written = 0
  })
  afterEach(() => office.discard())

  const message = (more: Partial<IncomingMessage> = {}): IncomingMessage => {
    written += 1
    const client = { phone: annasPhone, name: 'Аня' }
    const text = `сообщение ${written}`
    const at = office.clock.now()
    return { channelId, client, origin: 'client', whatsappId: `C${written}`, at, kind: 'text', text, ...more }
  }
  const receive = (messages: IncomingMessage[]) =>
    createReceiveTogether(office.store, office.clock, office.newId)(messages, async () => {})
  const annaWrites = () => receive([message()])
  const says = async (more: object = {}, base = office.base) => {
    const packet = { protocol: 1, cursor: await office.head(), outgoing: [], ...more }
    const { status, body } = await pull(base, packet, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const answers = (...matches: object[]) => says({ clients: [{ phone: annasPhone, matches }] })
  const questions = async (after = 0) =>
    (await eventsForOnec(office.store.read, office.base, after, 1000)).events.flatMap((event) =>
      event.type === 'clientLookup' ? [event.phone] : [],
    )
  const anna = async (): Promise<Conversation> => {
    const found = (await listConversations(office.store.read, 50)).find(({ contact }) => contact.phone === annasPhone)
    if (!found) throw new Error('Anna has not written yet.')
    return found
  }
  const choose = (ref: string | null) =>
    anna().then(({ contact }) =>
      createChooseClient(office.store, office.clock)(
        office.olga,
        contact.id,
        ref === null ? null : { baseId: office.base, ref },
      ),
    )
  const phoneOf = (number: number) => v.parse(phoneNumberSchema, `+7917${String(number).padStart(7, '0')}`)

  describe('is asked', () => {
    it('once, though he writes a hundred messages, together and one by one', async () => {
      await receive(Array.from({ length: 95 }, () => message()))
      for (let each = 0; each < 5; each += 1) await annaWrites()
      expect(await questions()).toEqual([annasPhone])
    })

    it('once, though he writes at the same moment many times', async () => {
      await Promise.all(Array.from({ length: 8 }, () => annaWrites()))
      expect(await questions()).toEqual([annasPhone])
    })

    it('once, though he writes to two numbers of the base at the same moment', async () => {
      const other = office.newId(channelIdSchema)
      await office.store.write((tx) => addChannel(tx, { id: other, name: 'Второй', createdAt: 0 }))
      // He is known at both, so that nothing else keeps them apart.
      for (const channel of [channelId, other]) await receive([message({ channelId: channel, fromHistory: true })])
      const both = Array.from({ length: 8 }, (_, index) => message(index % 2 ? { channelId: other } : {}))
      await Promise.all(both.map((each) => receive([each])))
      expect(await questions()).toEqual([annasPhone])
    })

    it('after the message that it is about', async () => {
      await annaWrites()
      const { events } = await eventsForOnec(office.store.read, office.base, 0, 10)
      expect(events.map(({ type }) => type)).toEqual(['message', 'clientLookup'])
    })

    it('not again while 1C has not seen the question, however long that takes', async () => {
      await annaWrites()
      office.clock.forward(72 * hour)
      await annaWrites()
      expect(await questions()).toHaveLength(1)
    })

    it('again when 1C has passed over it for a day and he writes', async () => {
      await annaWrites()
      await says()
      office.clock.forward(24 * hour)
      await annaWrites()
      expect(await questions()).toHaveLength(2)
    })

    it('again an hour after 1C knew nobody, and not before', async () => {
      await annaWrites()
      await answers()
      office.clock.forward(hour - 1)
      await annaWrites()
      expect(await questions()).toHaveLength(1)
      office.clock.forward(1)
      await annaWrites()
      expect(await questions()).toHaveLength(2)
    })

    it('of nobody when no base is linked', async () => {
      await office.bases.remove(office.base)
      await annaWrites()
      const rows = await office.store.read.selectFrom('journal').select('audience').execute()
      expect(rows.map(({ audience }) => audience)).toEqual(['all'])
    })

    it('when the phone of a contact is learnt', async () => {
      await receive([message({ client: { lid: '777', name: 'Аня' } })])
      expect(await questions()).toEqual([])
      await createLearnIdentity(office.store, office.clock, office.newId)('777', annasPhone, 'usync')
      expect(await questions()).toEqual([annasPhone])
    })
  })

  describe('of thousands at once', () => {
    const history = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        message({ client: { phone: phoneOf(index), name: `Клиент ${index}` }, fromHistory: true }),
      )

    it('is asked a few at a time, as 1C keeps pace, the live ones first', async () => {
      await receive(history(50))
      expect(await questions()).toEqual([])
      await annaWrites()
      expect(await questions()).toEqual([annasPhone])
      const seen: number[] = []
      for (let round = 0; round < 4; round += 1) {
        const { events } = await says()
        seen.push(events.filter(({ type }) => type === 'clientLookup').length)
      }
      expect(seen).toEqual([20, 20, 10, 0])
      expect(new Set(await questions()).size).toBe(51)
    })

    it('is not asked further while 1C does not move on', async () => {
      await receive(history(50))
      for (let round = 0; round < 3; round += 1) await says({ cursor: 0 })
      expect(await questions()).toHaveLength(20)
    })

    it('is asked of a base that is linked later about those who were here before', async () => {
      await office.bases.remove(office.base)
      await receive(history(3))
      const { base } = await office.bases.link('Бухгалтерия')
      const { events } = await says({}, base.id)
      expect(events.filter(({ type }) => type === 'clientLookup')).toHaveLength(3)
      expect((await says({}, base.id)).events).toEqual([])
    })
  })

  describe('is shown', () => {
    it('everywhere by the name in 1C, with his own name beside it', async () => {
      await annaWrites()
      const before = await anna()
      const head = await office.head()
      await answers({ ...romashka, userId: office.olga.id })
      const contact = { name: romashka.name, whatsappName: 'Аня', phone: annasPhone }
      const clients = [{ ...romashka, baseId: office.base, responsibleId: office.olga.id }]
      expect(await anna()).toMatchObject({ contact: { ...contact, clients } })
      expect((await anna()).revision).toBeGreaterThan(before.revision)
      const told = await journalAfter(office.store.read, head, 10)
      expect(told).toMatchObject([{ type: 'conversation', conversation: { contact: { ...contact, clients } } }])
    })

    it('and 1C is not told what it has said itself', async () => {
      await annaWrites()
      const head = await office.head()
      await answers(romashka)
      expect((await eventsForOnec(office.store.read, office.base, head, 10)).events).toEqual([])
    })

    it('and an answer that says nothing new tells nobody anything', async () => {
      await annaWrites()
      await answers(romashka)
      const head = await office.head()
      await answers(romashka)
      expect(await office.head()).toBe(head)
    })

    it('by the name in 1C also when he calls himself otherwise afterwards; 1C hears what he calls himself', async () => {
      await annaWrites()
      await answers(romashka)
      const head = await office.head()
      await receive([message({ client: { phone: annasPhone, name: 'Анютка' } })])
      expect(await anna()).toMatchObject({ contact: { name: romashka.name, whatsappName: 'Анютка' } })
      const { events } = await eventsForOnec(office.store.read, office.base, head, 10)
      expect(events).toMatchObject([{ type: 'message', contactName: 'Анютка' }])
    })

    it('as nobody when 1C knows nobody, and as not asked when it has not answered', async () => {
      await annaWrites()
      expect((await anna()).contact.clients).toBeUndefined()
      await answers()
      expect((await anna()).contact).toMatchObject({ name: 'Аня', clients: [] })
    })

    it('anew when 1C says unasked that a card was made, or is no more', async () => {
      await annaWrites()
      await answers()
      await answers(romashka)
      expect((await anna()).contact.name).toBe(romashka.name)
      await answers()
      expect((await anna()).contact).toEqual({
        id: (await anna()).contact.id,
        name: 'Аня',
        phone: annasPhone,
        clients: [],
      })
    })

    it('not at all once the base is removed, and employees see that at once', async () => {
      await annaWrites()
      await answers(romashka)
      const head = await office.head()
      await office.bases.remove(office.base)
      const { contact } = await anna()
      expect(contact).toEqual({ id: contact.id, name: 'Аня', phone: annasPhone })
      expect(await journalAfter(office.store.read, head, 10)).toMatchObject([{ conversation: { contact } }])
      for (const table of ['clients', 'client_lookups', 'chosen_clients', 'bad_phones'] as const)
        expect(await office.store.read.selectFrom(table).selectAll().execute()).toEqual([])
    })

    it('only as the base says that has the number', async () => {
      await annaWrites()
      await answers(romashka)
      const { base: other } = await office.bases.link('Бухгалтерия')
      await says({ clients: [{ phone: annasPhone, matches: [annaHerself] }] }, other.id)
      expect((await anna()).contact.clients).toMatchObject([{ baseId: office.base }])
    })
  })

  it('is taken from what can be read of a packet: what is wrong in it spoils nothing', async () => {
    await annaWrites()
    const wrong = [null, 5, {}, { phone: annasPhone }, { phone: 'нет', matches: [romashka] }, { phone: 7, matches: [] }]
    const half = {
      phone: '8 (916) 123-45-67',
      matches: [{ name: 'без ссылки' }, null, { ...romashka, userId: 'Иванов', url: 5 }],
    }
    await says({ clients: [...wrong, half, { phone: annasPhone, matches: [{ ref: 'x', name: 'y', kind: 'dog' }] }] })
    const { url: _url, ...card } = romashka
    expect((await anna()).contact.clients).toEqual([{ ...card, baseId: office.base }])
  })

  it('is not kept of phones from which nobody has ever written', async () => {
    await annaWrites()
    await says({ clients: [{ phone: phoneOf(5), matches: [romashka] }] })
    expect(await office.store.read.selectFrom('clients').selectAll().execute()).toEqual([])
  })

  describe('of several', () => {
    beforeEach(async () => {
      await annaWrites()
      await answers(romashka, annaHerself)
    })

    it('is nobody in particular until an employee has chosen, for everybody', async () => {
      expect((await anna()).contact).toMatchObject({ name: 'Аня', clients: [{ name: romashka.name }, annaHerself] })
      const head = await office.head()
      await choose(annaHerself.ref)
      const { contact } = await anna()
      expect(contact).toMatchObject({ name: annaHerself.name, clients: [{ name: romashka.name }, { chosen: true }] })
      expect(await journalAfter(office.store.read, head, 10)).toMatchObject([{ conversation: { contact } }])
    })

    it('stays who was chosen when 1C answers again, and is nobody when that card is gone', async () => {
      await choose(annaHerself.ref)
      await answers(annaHerself, romashka)
      expect((await anna()).contact.name).toBe(annaHerself.name)
      await answers(romashka, { ...annaHerself, ref: 'другая' })
      expect((await anna()).contact.name).toBe('Аня')
    })

    it('is nobody again when the choice is taken back', async () => {
      await choose(annaHerself.ref)
      await choose(null)
      expect((await anna()).contact.name).toBe('Аня')
    })

    it('cannot be a card that 1C has not named', async () => {
      await expect(choose('Справочник.Контрагенты:99')).rejects.toMatchObject({ code: 'notFound' })
    })

    it('stays chosen when two contacts turn out to be this person', async () => {
      // The contact without the phone, and without a choice, is the older one: it stays.
      office.clock.forward(-hour)
      await receive([message({ client: { lid: '777', name: 'Аня' } })])
      office.clock.forward(hour)
      await choose(annaHerself.ref)
      await createLearnIdentity(office.store, office.clock, office.newId)('777', annasPhone, 'usync')
      expect((await anna()).contact).toMatchObject({ name: annaHerself.name })
    })
  })

  describe('names a responsible manager', () => {
    beforeEach(async () => {
      await office.store.write((tx) => insertEmployee(tx, office.olga, office.clock.now()))
      await office.bases.change(office.base, { preferResponsible: true })
    })
    const olgas = () => ({ ...romashka, userId: office.olga.id })

    it('who gets the new conversation that nobody has taken, and 1C hears of it', async () => {
      await annaWrites()
      const head = await office.head()
      await answers(olgas())
      expect(await anna()).toMatchObject({ state: 'inWork', ownerId: office.olga.id })
      const { events } = await eventsForOnec(office.store.read, office.base, head, 10)
      expect(events).toMatchObject([{ type: 'conversation', state: 'inWork', userId: office.olga.id }])
    })

    it('who gets it at once when 1C has answered before', async () => {
      await receive([message({ fromHistory: true, origin: 'client' })])
      await answers(olgas())
      expect(await anna()).toMatchObject({ state: 'closed' })
      await receive([message(), message()])
      expect(await anna()).toMatchObject({ state: 'inWork', ownerId: office.olga.id, unread: 2 })
    })

    it('who gets nothing that somebody has taken meanwhile', async () => {
      const boris = { id: office.newId(employeeIdSchema) }
      await annaWrites()
      await office.store.write((tx) =>
        tx.updateTable('conversations').set({ state: 'inWork', owner_id: boris.id }).execute(),
      )
      await answers(olgas())
      expect(await anna()).toMatchObject({ ownerId: boris.id })
    })

    it('who gets nothing while the administrator does not want it, or when he may not reply, or is not here', async () => {
      await office.bases.change(office.base, { preferResponsible: false })
      await annaWrites()
      await answers(olgas())
      expect(await anna()).toMatchObject({ state: 'queued' })
      await office.bases.change(office.base, { preferResponsible: true })
      await office.store.write((tx) => tx.updateTable('employees').set({ rights: '["read"]' }).execute())
      await answers(romashka)
      await answers(olgas())
      expect(await anna()).toMatchObject({ state: 'queued' })
      await answers({ ...romashka, userId: '00000000-0000-7000-8000-0000000000ff' })
      expect(await anna()).toMatchObject({ state: 'queued' })
    })
  })

  it('is told together with phones in 1C that can never be found, the whole list each time', async () => {
    const bad = { ref: 'К:1', name: 'Лютик', written: '+7 916 000-00-01, +7 916 000-00-02', url: 'e1cib/data/К?ref=1' }
    const good = { ref: 'К:2', name: 'Василёк', written: '+7 916 000-00-03' }
    await says({ badPhones: [null, bad, good, { ref: 'К:3', name: 'Пион', written: '12', fault: 'tooShort' }] })
    const found = await badPhonesOf(office.store.read, office.base, 10)
    expect(found).toMatchObject({ total: 2, phones: [{ ...bad, fault: 'twoInField' }, { fault: 'tooShort' }] })
    await says()
    expect((await badPhonesOf(office.store.read, office.base, 10)).total).toBe(2)
    await says({ badPhones: [] })
    expect(await badPhonesOf(office.store.read, office.base, 10)).toEqual({ phones: [], total: 0 })
  })

  it.runIf(engine === 'postgres')('costs a burst the same number of statements however long it is', async () => {
    await annaWrites()
    await answers(romashka)
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const costOf = async (count: number) => {
      query.mockClear()
      await receive(Array.from({ length: count }, () => message()))
      return query.mock.calls.length
    }
    const [one, hundred] = [await costOf(1), await costOf(100)]
    query.mockRestore()
    expect(hundred).toBe(one)
  })
})
