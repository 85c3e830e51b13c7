import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDraftKeeper } from '../../../extension/conversation/draft-keeper.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { changeHere } from '../../../extension/database/here.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { anna, boris, conversation, ivan, morning } from '../background/cast.ts'

const database = new InboxDatabase('draft-keeper')
const openKeeper = () => createDraftKeeper(database, ivan.id)

const draft = (text: string) => ({ conversationId: ivan.id, text, changedAt: morning })
const left = async () => (await openKeeper().restore()).draft?.text

beforeEach(async () => {
  await database.open()
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
})
afterEach(() => database.delete())

test('what is typed while a reply is being stored is written after it, so that storing cannot delete it', async () => {
  const drafts = openKeeper()
  const order: string[] = []
  const sent = drafts.giveWay(async () => {
    await database.drafts.count()
    order.push(`sent with ${await database.drafts.count()} drafts`)
  })
  const kept = drafts.keep(draft('Второе')).then(() => order.push('kept'))
  await Promise.all([sent, kept])
  expect(order).toEqual(['sent with 0 drafts', 'kept'])
  expect(await left()).toBe('Второе')
})

test('a reply that could not be stored does not stop drafts from being kept', async () => {
  const drafts = openKeeper()
  await expect(drafts.giveWay(() => Promise.reject(new Error('the disk is full')))).rejects.toThrow('the disk is full')
  await drafts.keep(draft('Второе'))
  expect(await left()).toBe('Второе')
})

test('a draft that was not yet written when its reply was sent is not written any more', async () => {
  const drafts = openKeeper()
  const kept = drafts.keep(draft('Первое'))
  await Promise.all([drafts.giveWay(async () => undefined), kept])
  expect(await left()).toBeUndefined()
})

test('nothing is kept any more once the access is gone, though the page writes its text once more', async () => {
  const drafts = openKeeper()
  await changeHere(database, (here) => ({ ...here, employee: anna }))
  await drafts.restore()
  await drafts.keep(draft('Завтра мы'))
  expect(await left()).toBe('Завтра мы')
  await wipe(database, 'noRight', morning)
  await drafts.keep(draft('Завтра мы'))
  expect(await database.drafts.count()).toBe(0)
})

test('nothing of it is kept under the name of who signs in next, who has the same conversation', async () => {
  await changeHere(database, (here) => ({ ...here, employee: anna }))
  const drafts = openKeeper()
  await drafts.restore()
  await wipe(database, 'signedOut', morning)
  await changeHere(database, (here) => ({ ...here, employee: boris }))
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
  await drafts.keep(draft('слова Анны'))
  await drafts.keepFiles([], draft('слова Анны'))
  expect(await database.drafts.count()).toBe(0)
})

test('nothing is kept of a conversation that somebody else has taken', async () => {
  const drafts = openKeeper()
  await drafts.restore()
  await database.conversations.delete(ivan.id)
  await drafts.keep(draft('опоздал'))
  expect(await database.drafts.count()).toBe(0)
})

test('what is not on the disk yet is known, so that a page that closes can hand it on; nothing when all is', async () => {
  const drafts = openKeeper()
  await drafts.restore()
  const [first, second] = [drafts.keep(draft('Завтр')), drafts.keep(draft('Завтра'))]
  expect(drafts.unwritten()?.draft.text).toBe('Завтра')
  await Promise.all([first, second])
  expect(drafts.unwritten()).toBeUndefined()
})

test('what is just being written is not on the disk yet either', async () => {
  const drafts = openKeeper()
  await drafts.restore()
  let isWritten = false
  void drafts.keep(draft('Завтра')).then(() => (isWritten = true))
  let looks = 0
  for (; !isWritten; looks += 1) {
    expect(drafts.unwritten()?.draft.text).toBe('Завтра')
    await new Promise(setImmediate)
  }
  expect(looks).toBeGreaterThan(1)
})
