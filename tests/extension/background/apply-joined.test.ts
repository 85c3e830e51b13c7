import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { beforeEach, describe, expect, test } from 'vitest'
import { applyEvents } from '../../../extension/background/apply-event.ts'
import { changeHere, emptyHere } from '../../../extension/database/here.ts'
import { conversationNow } from '../../../extension/database/joined.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import type { JoinedEvent, JournalEvent } from '../../../shared/events.ts'
import { contactIdSchema, type MessageId } from '../../../shared/ids.ts'
import { anna, type Client, conversation, ivan, message, messageId, morning, olga, wrote } from './cast.ts'

let database: WorkerStore
let databases = 0
beforeEach(async () => {
  databases += 1
  database = createWorkerStore(`apply-joined-${databases}`)
  await database.here.put({ ...emptyHere('live', morning), employee: anna, cursor: 0 })
})

const apply = (cursor: number, ...events: JournalEvent[]) => applyEvents(database, { events, cursor }, morning)
const someContact = v.parse(contactIdSchema, '00000000-0000-7000-8002-000000000009')

/** What is `from`'s belongs to `into` from journal number `seq` on. */
const joined = (from: Client, into: Client, seq: number, dropped?: MessageId[]): JoinedEvent => ({
  type: 'joined',
  seq,
  at: morning + seq,
  from: { contactId: someContact, conversationId: from.id },
  conversation: conversation(into, { revision: seq, unread: 2 }),
  ...(dropped ? { dropped } : {}),
})
const textsOf = async (client: Client) =>
  (await database.messages.toArray())
    .filter((message) => message.conversationId === client.id)
    .sort((one, other) => one.at - other.at)
    .map(({ text }) => text)

describe('two conversations that turn out to be one person’s', () => {
  test('are one on the screen, with everything that was written in either since both are here', async () => {
    await apply(4, wrote(ivan, 1), wrote(olga, 2), wrote(ivan, 3), wrote(olga, 4))
    await apply(5, joined(olga, ivan, 5))
    expect((await database.conversations.toArray()).map(({ id, unread }) => [id, unread])).toEqual([[ivan.id, 2]])
    expect(await textsOf(ivan)).toEqual(['Сообщение 2', 'Сообщение 3', 'Сообщение 4'])
  })

  test('keep no hole where one was handed over a moment ago: of hundreds three are here, and what is above them is fetched', async () => {
    const long = Array.from({ length: 40 }, (_, index) => wrote(ivan, index + 1))
    await apply(43, ...long, wrote(olga, 41), wrote(olga, 42), wrote(olga, 43))
    await apply(44, joined(olga, ivan, 44))
    expect(await textsOf(ivan)).toEqual(['Сообщение 41', 'Сообщение 42', 'Сообщение 43'])
  })

  test('leave nothing of what somebody looked at far up, in either: between those parts everything may be missing', async () => {
    await apply(2, wrote(ivan, 11), wrote(olga, 12))
    await database.farMessages.bulkPut([message(ivan, 1), message(olga, 2)])
    await apply(13, joined(olga, ivan, 13))
    expect(await database.farMessages.count()).toBe(0)
  })

  test('keep no hole where one of them was a colleague’s: what is older comes when somebody scrolls up', async () => {
    await apply(3, wrote(ivan, 1), wrote(ivan, 3))
    await apply(4, joined(olga, ivan, 4))
    expect(await textsOf(ivan)).toEqual([])
    await apply(5, wrote(ivan, 5))
    await changeHere(database, (here) => ({ ...here, cursor: 3 }))
    await apply(5, joined(olga, ivan, 4))
    expect(await textsOf(ivan)).toEqual(['Сообщение 5'])
  })

  test('keep no hole either where the one that stays was a colleague’s until now', async () => {
    await apply(3, wrote(olga, 1), wrote(olga, 3))
    await apply(4, joined(olga, ivan, 4))
    expect(await textsOf(ivan)).toEqual([])
    await apply(5, wrote(ivan, 5))
    expect(await textsOf(ivan)).toEqual(['Сообщение 5'])
  })

  test('leave others alone', async () => {
    await apply(2, wrote(ivan, 1), wrote(olga, 2))
    const event = joined(olga, ivan, 3)
    await apply(3, { ...event, from: { contactId: event.from.contactId } })
    expect(await database.conversations.count()).toBe(2)
    expect(await textsOf(olga)).toEqual(['Сообщение 2'])
    expect(await conversationNow(database, olga.id)).toBe(olga.id)
  })

  test('keep what waits to be sent and what is half typed, also where both have a draft', async () => {
    await apply(2, wrote(ivan, 1), wrote(olga, 2))
    await database.outbox.put({ id: messageId(20), conversationId: olga.id, text: 'Да', typedAt: morning, attempts: 0 })
    await database.drafts.bulkPut([
      { conversationId: olga.id, text: 'и счёт', changedAt: morning },
      { conversationId: ivan.id, text: 'Отправим завтра', changedAt: morning },
    ])
    await apply(3, joined(olga, ivan, 3))
    expect((await database.outbox.toArray()).map((row) => row.conversationId)).toEqual([ivan.id])
    expect((await database.drafts.toArray()).map((row) => [row.conversationId, row.text])).toEqual([
      [ivan.id, 'Отправим завтра\nи счёт'],
    ])
  })

  test('show a message once that both had', async () => {
    const same = { ...wrote(olga, 2), message: message(olga, 2, { at: morning + 1 }) }
    await apply(2, wrote(ivan, 1), same)
    await apply(3, joined(olga, ivan, 3, [messageId(2)]))
    expect(await textsOf(ivan)).toEqual(['Сообщение 1'])
  })

  test('lead a page that is open on the old one to the new one, over several joins', async () => {
    const vera = { ...olga, id: conversation(ivan).id.replace('8001', '8009') as typeof olga.id }
    await apply(3, wrote(ivan, 1), wrote(olga, 2), wrote(vera, 3))
    await apply(5, joined(olga, vera, 4), joined(vera, ivan, 5))
    expect(await conversationNow(database, olga.id)).toBe(ivan.id)
    expect(await conversationNow(database, vera.id)).toBe(ivan.id)
    expect(await conversationNow(database, ivan.id)).toBe(ivan.id)
    await wipe(database, 'signedOut', morning)
    expect(await database.joined.count()).toBe(0)
  })

  test('leave no hole: what is older than a conversation’s oldest message here is fetched again', async () => {
    const many = Array.from({ length: 31 }, (_, index) => wrote(ivan, index + 10))
    await apply(41, wrote(olga, 2), ...many)
    await apply(50, joined(olga, ivan, 50))
    expect(await textsOf(ivan)).toHaveLength(31)
  })

  test('applied again end in the same', async () => {
    const events = [wrote(olga, 2), joined(olga, ivan, 3)]
    await apply(3, wrote(ivan, 1), ...events)
    const once = [await database.conversations.toArray(), await database.messages.toArray()]
    await changeHere(database, (here) => ({ ...here, cursor: 1 }))
    const news = await apply(3, ...events)
    expect([await database.conversations.toArray(), await database.messages.toArray()]).toEqual(once)
    expect(news.announce).toEqual([])
  })

  test('take away the notification of the one that is gone, and tell of what is new under the other', async () => {
    await apply(1, wrote(ivan, 1))
    const news = await apply(3, wrote(olga, 2), joined(olga, ivan, 3))
    expect(news.settled).toEqual([olga.id])
    expect(news.announce.map(({ id }) => id)).toEqual([ivan.id])
  })

  test('tell nobody when nothing new was written', async () => {
    await apply(2, wrote(ivan, 1), wrote(olga, 2))
    expect((await apply(3, joined(olga, ivan, 3))).announce).toEqual([])
  })
})

test('what was spoken and not sent goes along; where both have a recording, the one that stays keeps its own', async () => {
  const spoken = (client: Client, part: number) =>
    database.recordings.put({
      ...{ conversationId: client.id, part, bytes: new Blob([client.name]), levels: [part], seconds: part + 1 },
    })
  await apply(2, wrote(ivan, 1), wrote(olga, 2))
  for (const part of [0, 1]) await spoken(olga, part)
  await apply(3, joined(olga, ivan, 3))
  const kept = async () => (await database.recordings.toArray()).map((row) => [row.conversationId, row.seconds])
  expect(await kept()).toEqual([
    [ivan.id, 1],
    [ivan.id, 2],
  ])
  await apply(4, wrote(olga, 4))
  await spoken(olga, 0)
  await apply(5, joined(ivan, olga, 5))
  expect((await kept()).filter(([id]) => id === olga.id)).toEqual([[olga.id, 1]])
})

test('what stands in a form, and a file that is kept for a person to see, goes along', async () => {
  await apply(2, wrote(ivan, 1), wrote(olga, 2))
  const fields = { question: 'Когда?' }
  await database.forms.put({ id: messageId(30), form: 'poll', conversationId: olga.id, fields, changedAt: morning })
  const file = { id: 'а', position: 0, name: 'а.pdf', mime: 'application/pdf', bytes: new Blob(['%PDF']) }
  await database.takenFiles.put({ ...file, conversationId: olga.id })
  await apply(3, joined(olga, ivan, 3))
  expect((await database.forms.toArray()).map((row) => [row.conversationId, row.fields])).toEqual([[ivan.id, fields]])
  expect((await database.takenFiles.toArray()).map((row) => row.conversationId)).toEqual([ivan.id])
})

test('kept words of a conversation that a colleague had are found in the one that stays', async () => {
  const kept = { title: 'Ольга', takenBy: 'Борис', at: morning }
  await apply(2, wrote(ivan, 1), wrote(olga, 2))
  await database.taken.put({ ...kept, conversationId: olga.id, text: 'Сейчас узнаю' })
  await database.taken.put({ ...kept, conversationId: ivan.id, title: 'Иван', text: 'Добрый день' })
  await apply(3, joined(olga, ivan, 3))
  expect((await database.taken.toArray()).map(({ conversationId, text }) => [conversationId, text])).toEqual([
    [ivan.id, 'Добрый день\nСейчас узнаю'],
  ])
})
