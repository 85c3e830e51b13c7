import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { forgetTaken, readTaken, takenIn } from '../../../extension/inbox/taken.ts'
import { ivan, morning, olga } from '../background/cast.ts'

let databases = 0
let database: InboxDatabase

const wordsIn = (conversationId: typeof ivan.id) => ({
  ...{ conversationId, title: 'Иван', takenBy: 'Мария', text: 'Завтра до обеда', at: morning },
})
const fileIn = (conversationId: typeof ivan.id, position: number) => ({
  ...{ id: `${conversationId} ${position}`, conversationId, position },
  ...{ name: `счёт ${position}.pdf`, mime: 'application/pdf', bytes: new Blob(['1']) },
})

beforeEach(async () => {
  databases += 1
  database = new InboxDatabase(`taken-${databases}`)
  await database.taken.bulkPut([wordsIn(ivan.id), wordsIn(olga.id)])
  await database.takenFiles.bulkPut([fileIn(ivan.id, 2), fileIn(ivan.id, 1), fileIn(olga.id, 1)])
})

const namesOf = (taken: Awaited<ReturnType<typeof takenIn>>) => taken?.files.map(({ name }) => name)

describe('what a colleague was faster with', () => {
  test('is offered with its own files, in the order in which they were attached', async () => {
    expect(namesOf(await takenIn(database, ivan.id))).toEqual(['счёт 1.pdf', 'счёт 2.pdf'])
    expect(namesOf(await takenIn(database, olga.id))).toEqual(['счёт 1.pdf'])
    expect((await readTaken(database)).map((each) => each.files.length).sort()).toEqual([1, 2])
  })

  test('is gone with its files once it was seen, and nothing of another conversation is', async () => {
    await forgetTaken(database, ivan.id)
    expect(await takenIn(database, ivan.id)).toBeUndefined()
    expect((await database.takenFiles.toArray()).map(({ conversationId }) => conversationId)).toEqual([olga.id])
    expect((await takenIn(database, olga.id))?.text).toBe('Завтра до обеда')
  })
})
