import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { repeatMessage } from '../../../extension/conversation/repeat-message.ts'
import { fileKey, InboxDatabase } from '../../../extension/database/database.ts'
import { changeHere } from '../../../extension/database/here.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { createNewId } from '../../../shared/ids.ts'
import { anna, boris, conversation, fileId, ivan, message, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const database = new InboxDatabase('repeat-message')
const file = { id: fileId(1), name: 'а.pdf', mime: 'application/pdf', size: 1, sha256: '', state: 'ready' as const }
const failed = message(ivan, 1, { origin: 'employee', text: 'Счёт', kind: 'document', file })
/** @param meanwhile happens while the file is fetched. */
const repeat = (meanwhile: () => Promise<unknown>) => {
  const fetchFile = async () => {
    await meanwhile()
    await database.files.put({ key: fileKey(file.id, 'whole'), bytes: new Blob(['%PDF']), usedAt: morning })
    return { ok: true as const, value: undefined }
  }
  const inbox = quietInbox({ fetchFile })
  return repeatMessage({ database, inbox, now: () => morning, newId: createNewId(() => morning) }, failed)
}
const isHere = () => database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })

beforeEach(async () => {
  await database.open()
  await isHere()
  await changeHere(database, (here) => ({ ...here, employee: anna }))
})
afterEach(() => database.delete())

test('what did not arrive is sent once more with its file', async () => {
  expect(await repeat(async () => undefined)).toEqual({ ok: true, value: undefined })
  expect(await database.outbox.toArray()).toMatchObject([{ text: 'Счёт', file: { name: 'а.pdf' } }])
})

test('but not when a colleague has taken the conversation while the file came', async () => {
  expect(await repeat(() => database.conversations.delete(ivan.id))).toMatchObject({ ok: false, code: 'notFound' })
  expect(await database.outbox.count()).toBe(0)
})

test('nor under the name of who has signed in meanwhile', async () => {
  const next = async () => {
    await wipe(database, 'signedOut', morning)
    await changeHere(database, (here) => ({ ...here, employee: boris }))
    await isHere()
  }
  expect(await repeat(next)).toMatchObject({ ok: false })
  expect(await database.outbox.count()).toBe(0)
})
