import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { applyEvents } from '../../../extension/background/apply-event.ts'
import { replaceBySnapshot } from '../../../extension/background/take-snapshot.ts'
import { emptyHere } from '../../../extension/database/here.ts'
import { createWorkerStore, type WorkerStore } from '../../../extension/database/worker-store.ts'
import type { GoneEvent, MessageEvent, ToldEvent } from '../../../shared/events.ts'
import { anna, type Client, conversation, ivan, message, messageId, morning, olga, reached, wrote } from './cast.ts'

let database: WorkerStore
let databases = 0
beforeEach(async () => {
  databases += 1
  database = createWorkerStore(`far-rows-${databases}`)
  await database.here.put({ ...emptyHere('live', morning), employee: anna, cursor: 0 })
  await apply(52, wrote(ivan, 50), wrote(olga, 51), wrote(ivan, 52))
  await database.farMessages.bulkPut([
    message(ivan, 10),
    message(ivan, 11, { origin: 'employee', stages: [{ stage: 'sent', at: morning }] }),
    message(ivan, 13),
  ])
})

const apply = (cursor: number, ...events: ToldEvent[]) => applyEvents(database, { events, cursor }, morning)
const edited = (client: Client, seq: number, number: number): MessageEvent => ({
  ...wrote(client, seq),
  message: message(client, number, { text: 'Исправлено' }),
  conversation: conversation(client, { revision: seq }),
  ...{ first: false, change: 'edited' },
})
const farTexts = async () => (await database.farMessages.allIn('[conversationId+at]')).map(({ text }) => text)

describe('what somebody looks at far up', () => {
  test('changes when its message changes, and nothing of it gets among the newest', async () => {
    await apply(60, edited(ivan, 60, 10))
    expect(await farTexts()).toEqual(['Исправлено', 'Сообщение 11', 'Сообщение 13'])
    expect(await database.messages.count()).toBe(3)
  })

  test('gets its ticks', async () => {
    await apply(60, reached(ivan, 60, 11, 'read'))
    expect((await database.farMessages.get(messageId(11)))?.stages.at(-1)).toMatchObject({ stage: 'read' })
  })

  test('has a place for what stands among it and was never here; what stands in the hole is in neither part', async () => {
    await apply(62, edited(ivan, 60, 12), edited(ivan, 61, 30), edited(olga, 62, 12))
    expect(await farTexts()).toEqual(['Сообщение 10', 'Сообщение 11', 'Исправлено', 'Сообщение 13'])
    expect(await database.messages.count()).toBe(3)
  })

  test('is forgotten with its conversation, and when everything is fetched anew; another conversation’s stays', async () => {
    await database.farMessages.put(message(olga, 9))
    const gone: GoneEvent = { type: 'gone', seq: 60, at: morning, conversationIds: [ivan.id], takenBy: 'Борис' }
    await apply(60, gone)
    expect(await farTexts()).toEqual(['Сообщение 9'])
    await replaceBySnapshot(database, { cursor: 61, conversations: [] }, morning)
    expect(await farTexts()).toEqual([])
  })
})

describe('a weekend in which colleagues take conversations, here one and there one', () => {
  const gone = (client: Client, seq: number, takenBy = 'Борис'): GoneEvent => ({
    ...{ type: 'gone', seq, at: morning + seq, conversationIds: [client.id], takenBy },
  })
  const weekend = [
    wrote(ivan, 60),
    gone(olga, 61),
    edited(ivan, 62, 52),
    gone(ivan, 63),
    wrote(olga, 64),
    wrote(ivan, 65),
    gone(olga, 66, 'Вера'),
    edited(ivan, 67, 65),
    edited(ivan, 68, 3),
    wrote(ivan, 69),
  ]
  const everything = async () => ({
    conversations: await database.conversations.toArray(),
    messages: await database.messages.toArray(),
    far: await database.farMessages.toArray(),
    taken: await database.taken.toArray(),
    outbox: await database.outbox.toArray(),
    notices: await database.notices.toArray(),
  })
  const halfWritten = async () => {
    await database.drafts.put({ conversationId: olga.id, text: 'Добрый день', changedAt: morning })
    for (const [number, client] of [
      [60, ivan],
      [70, olga],
      [71, ivan],
    ] as const)
      await database.outbox.put({
        ...{ id: messageId(number), conversationId: client.id, text: `Ответ ${number}`, typedAt: morning, attempts: 0 },
      })
  }

  test('ends as if each event had come alone', async () => {
    await halfWritten()
    for (const event of weekend) await apply(event.seq, event)
    const alone = await everything()
    const other = createWorkerStore(`${database.name}-together`)
    await other.here.put({ ...emptyHere('live', morning), employee: anna, cursor: 0 })
    database = other
    await apply(52, wrote(ivan, 50), wrote(olga, 51), wrote(ivan, 52))
    await halfWritten()
    await apply(69, ...weekend)
    expect({ ...(await everything()), far: alone.far }).toEqual(alone)
    expect(alone.conversations.map(({ id }) => id)).toEqual([ivan.id])
    expect(alone.taken.map(({ takenBy }) => takenBy)).toContain('Борис')
  })
})
