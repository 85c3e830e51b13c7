import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDraftKeeper } from '../../../extension/conversation/draft-keeper.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { changeHere } from '../../../extension/database/here.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { anna, ivan, morning } from '../background/cast.ts'

const database = new InboxDatabase('draft-keeper')
const openKeeper = () => createDraftKeeper(database, ivan.id, () => morning)

beforeEach(() => database.open())
afterEach(() => database.delete())

test('what is typed while a reply is being stored is written after it, so that storing cannot delete it', async () => {
  const drafts = openKeeper()
  const order: string[] = []
  const sent = drafts.giveWay(async () => {
    await database.drafts.count()
    order.push(`sent with ${await database.drafts.count()} drafts`)
  })
  const kept = drafts.keep('Второе').then(() => order.push('kept'))
  await Promise.all([sent, kept])
  expect(order).toEqual(['sent with 0 drafts', 'kept'])
  expect(await drafts.restore()).toBe('Второе')
})

test('a reply that could not be stored does not stop drafts from being kept', async () => {
  const drafts = openKeeper()
  await expect(drafts.giveWay(() => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full')
  await drafts.keep('Второе')
  expect(await drafts.restore()).toBe('Второе')
})

test('a draft that was not yet written when its reply was sent is not written any more', async () => {
  const drafts = openKeeper()
  const kept = drafts.keep('Первое')
  await Promise.all([drafts.giveWay(async () => undefined), kept])
  expect(await drafts.restore()).toBe('')
})

test('nothing is kept any more once the access is gone, though the page writes its text once more', async () => {
  const drafts = openKeeper()
  await changeHere(database, (here) => ({ ...here, employee: anna }))
  await drafts.keep('Завтра мы')
  expect(await drafts.restore()).toBe('Завтра мы')
  await wipe(database, 'noRight', morning)
  await drafts.keep('Завтра мы')
  expect(await database.drafts.count()).toBe(0)
})
