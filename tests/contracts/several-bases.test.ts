import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createReceiveMessage } from '../../relay/inbox/receive-message.ts'
import { createPull, type Pull } from '../../relay/onec/pull.ts'
import { addChannel, noteChannelPhone, noteSessionTold } from '../../relay/store/channels.ts'
import { noteAnswered } from '../../relay/store/client-lookups.ts'
import { insertFile } from '../../relay/store/files.ts'
import { type BaseId, type ChannelId, channelIdSchema, fileIdSchema, messageIdSchema } from '../../shared/ids.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import { annasPhone, type Office, openOffice } from '../relay/onec/office.ts'
import { engines } from '../world/stores.ts'

/** The office's number belongs to «Торговля»; a second one, to which Boris writes, to «Бухгалтерия». */
describe.each(engines)('two 1C bases on one relay on %s', (engine) => {
  let office: Office
  let pull: Pull
  let trade: BaseId
  let books: BaseId
  let secondNumber: ChannelId
  const borisPhone = v.parse(phoneNumberSchema, '+79269876543')

  const says = async (base: BaseId, more: object = {}) => {
    const packet = { protocol: 1, cursor: 0, ...more }
    const { status, body } = await pull(base, packet, new AbortController().signal)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return body
  }
  const told = async (base: BaseId, cursor = 0) => (await says(base, { cursor })).events.map(({ type }) => type)
  const borisWrites = async (text: string) => {
    const receive = createReceiveMessage(office.store, office.clock, office.newId)
    const client = { phone: borisPhone, name: 'Борис' }
    const [channelId, whatsappId, at] = [secondNumber, text, office.clock.now()]
    await receive({ channelId, client, origin: 'client', whatsappId, at, kind: 'text', text }, async () => {})
  }
  const conversationOfBoris = async () => {
    const rows = await office.store.read.selectFrom('conversations').select(['id', 'channel_id']).execute()
    return rows.find((row) => row.channel_id === secondNumber)?.id
  }

  beforeEach(async () => {
    office = await openOffice(engine, inject('postgresServer'))
    pull = createPull(office)
    trade = office.base
    secondNumber = office.newId(channelIdSchema)
    await office.store.write(async (tx) => {
      await addChannel(tx, { id: secondNumber, name: 'Бухгалтерия', createdAt: office.clock.now() })
      await noteChannelPhone(tx, secondNumber, v.parse(phoneNumberSchema, '+74954445566'), 'Ромашка')
    })
    books = (await office.bases.link('Бухгалтерия')).base.id
    await office.bases.change(books, { channels: [secondNumber] })
    for (const base of [trade, books])
      await office.store.write((tx) => noteAnswered(tx, base, [annasPhone, borisPhone], office.clock.now()))
    await office.clientWrites('Здравствуйте')
  })
  afterEach(() => office.discard())

  it('are told of their own numbers alone', async () => {
    await borisWrites('Где акт?')
    const texts = async (base: BaseId) =>
      (await says(base)).events.flatMap((event) => (event.type === 'message' ? event.text : []))
    expect(await texts(trade)).toEqual(['Здравствуйте'])
    expect(await texts(books)).toEqual(['Где акт?'])
  })

  it('cannot tell another’s reply from one that is not there, and do nothing to it', async () => {
    const id = await office.olgaReplies('Добрый день')
    const theirs = await says(books, { outgoing: [{ outgoingId: id }], refused: [{ commandId: id, reason: 'Нет' }] })
    const unknown = randomUUID()
    const none = await says(books, {
      outgoing: [{ outgoingId: unknown }],
      refused: [{ commandId: unknown, reason: 'Нет' }],
    })
    const nameless = (results: object[]) => JSON.stringify(results).replaceAll(id, 'X').replaceAll(unknown, 'X')
    expect(nameless(theirs.results)).toBe(nameless(none.results))
    expect(theirs.results).toMatchObject([{ error: { code: 'unknownReply' } }, { error: { code: 'unknownReply' } }])
    expect(await office.stagesOf(id)).toEqual(['accepted'])
    expect((await says(trade, { outgoing: [{ outgoingId: id }] })).results).toMatchObject([{ status: 'accepted' }])
  })

  it('cannot write into another’s conversation, nor send another’s file', async () => {
    const conversationId = await office.conversation()
    const into = { outgoingId: randomUUID(), conversationId, text: 'Счёт' }
    expect((await says(books, { outgoing: [into] })).results).toMatchObject([
      { status: 'failed', error: { code: 'unknownConversation' } },
    ])
    await borisWrites('Где акт?')
    const fileId = office.newId(fileIdSchema)
    await office.store.write(async (tx) => {
      const file = { id: fileId, name: 'a.pdf', mime: 'application/pdf', size: 1, sha256: 'a', state: 'ready' as const }
      await insertFile(tx, { ...file, channel_id: null, source: null, created_at: office.clock.now() })
    })
    const of = { outgoingId: randomUUID(), file: { fileId } }
    expect((await says(trade, { outgoing: [{ ...of, conversationId }] })).results).toMatchObject([
      { status: 'accepted' },
    ])
    const again = { outgoingId: randomUUID(), conversationId: await conversationOfBoris(), file: { fileId } }
    expect((await says(books, { outgoing: [again] })).results).toMatchObject([{ error: { code: 'fileMissing' } }])
    expect(await office.leaving()).toEqual([of.outgoingId])
  })

  it('collect the replies of their own numbers alone', async () => {
    const id = await office.olgaReplies('Добрый день')
    await says(books, { cursor: await office.head() })
    expect(await office.stagesOf(id)).toEqual(['accepted'])
    await says(trade, { cursor: await office.head() })
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected'])
  })

  it('send to a phone from a number of their own', async () => {
    const toAnna = () => ({ outgoingId: randomUUID(), phone: annasPhone, text: 'Счёт готов' })
    await says(trade, { outgoing: [toAnna()] })
    await says(books, { outgoing: [toAnna()] })
    const rows = await office.store.read.selectFrom('outbox').select('channel_id').orderBy('ready_at').execute()
    expect(rows.map((row) => row.channel_id).sort()).toEqual([office.channelId, secondNumber].sort())
    await office.bases.change(books, { channels: [] })
    expect((await says(books, { outgoing: [toAnna()] })).results).toMatchObject([{ error: { code: 'numberUnpaired' } }])
  })

  it('are told of the replies that wait when a number becomes theirs, and of nothing else that was before', async () => {
    const id = await office.olgaReplies('Добрый день')
    await office.store.write((tx) => noteSessionTold(tx, office.channelId, 'connected'))
    const before = await office.head()
    await says(books, { cursor: before })
    await office.bases.change(books, { channels: [secondNumber, office.channelId] })
    expect(await told(books, before)).toEqual(['session', 'replyCommand'])
    expect(await told(trade, before)).toEqual([])
    expect((await says(trade, { outgoing: [{ outgoingId: id }] })).results).toMatchObject([
      { error: { code: 'unknownReply' } },
    ])
    await says(books, { cursor: await office.head(), outgoing: [{ outgoingId: id }] })
    expect(await office.stagesOf(id)).toEqual(['accepted', 'collected', 'approved'])
  })

  it('are not told again when nothing is given', async () => {
    await office.olgaReplies('Добрый день')
    const before = await office.head()
    await office.bases.change(trade, { name: 'Торговля', channels: null })
    expect(await office.head()).toBe(before)
  })

  it('take over when a base is removed', async () => {
    const id = await office.olgaReplies('Добрый день')
    await office.bases.change(books, { channels: null })
    const before = await office.head()
    await office.bases.remove(trade)
    const { events } = await says(books, { cursor: before })
    expect(events).toMatchObject([{ type: 'replyCommand', commandId: v.parse(messageIdSchema, id) }])
  })

  it('have a number once: it is taken from the other by name', async () => {
    await office.bases.change(trade, { channels: [office.channelId, secondNumber] })
    const rows = await office.bases.list()
    expect(rows.map(({ channels }) => channels)).toEqual([[office.channelId, secondNumber], []])
  })

  it('acknowledge a refusal, and a repeat of it', async () => {
    const id = await office.olgaReplies('Скидка 90 %')
    const refused = [{ commandId: id, reason: 'Стоп-лист' }]
    expect((await says(trade, { refused })).results).toEqual([{ outgoingId: id, status: 'accepted', messageId: id }])
    expect((await says(trade, { refused })).results).toMatchObject([{ status: 'accepted', duplicate: true }])
    expect(await office.stagesOf(id)).toEqual(['accepted', 'rejected'])
    const sent = await office.olgaReplies('Добрый день')
    await says(trade, { outgoing: [{ outgoingId: sent }] })
    expect((await says(trade, { refused: [{ commandId: sent, reason: 'Поздно' }] })).results).toMatchObject([
      { status: 'failed', error: { code: 'tooLate' } },
    ])
  })
})
