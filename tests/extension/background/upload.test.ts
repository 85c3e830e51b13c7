import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstPart, nextPart } from '../../../extension/background/upload-file.ts'
import type { OutboxRow } from '../../../extension/database/database.ts'
import { anna, conversation, fileId, ivan, message, messageId, morning } from './cast.ts'
import { type Desk, live, openDesk, until } from './desk.ts'
import { refused } from './scripted-relay.ts'

let desk: Desk
const total = firstPart + 100
const file = {
  id: fileId(1),
  name: 'a.bin',
  mime: 'application/octet-stream',
  bytes: new Blob(['я'.repeat(total / 2)]),
}
const part = (from: number) => `PUT /files/${fileId(1)}/parts?name=a.bin&from=${from}&total=${total}`
const howFar = `GET /files/${fileId(1)}/parts`
const forget = `DELETE /files/${fileId(1)}`

beforeEach(async () => {
  desk = await openDesk()
  await desk.database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
  desk.relay.answer('POST /replies', () => ({ json: { message: message(ivan, 20), duplicate: false } }))
  desk.relay.answer(forget, () => ({ status: 204 }))
})
afterEach(() => desk.close())

const type = (change: Partial<OutboxRow>) =>
  desk.database.outbox.put({
    ...{ id: messageId(20), conversationId: ivan.id, text: 'Подпись', typedAt: morning, attempts: 0 },
    ...change,
  })
const outboxIsEmpty = () => until(async () => expect(await desk.database.outbox.count()).toBe(0))
const asked = () => desk.relay.asked.map(({ request }) => request)

describe('a file goes to the relay in parts', () => {
  test('one after the other, and people see how far it is', async () => {
    const seen: (number | undefined)[] = []
    desk.relay.answer(part(0), () => ({ json: { received: firstPart, isWhole: false } }))
    desk.relay.answer(part(firstPart), async () => {
      seen.push((await desk.database.uploads.get(messageId(20)))?.sent)
      return { json: { received: total, isWhole: true } }
    })
    await live(desk)
    await type({ file })
    desk.background.answer({ ask: 'outboxGrew', args: [] })
    await outboxIsEmpty()
    expect(asked()).toEqual([part(0), part(firstPart), 'POST /replies'])
    expect(seen).toEqual([firstPart])
    expect(await desk.database.uploads.count()).toBe(0)
  })

  test('and goes on where it was when a worker has died in between', async () => {
    desk.relay.answer(part(0), () => ({ status: 409, json: refused('conflict') }))
    desk.relay.answer(howFar, () => ({ json: { received: firstPart, isWhole: false } }))
    desk.relay.answer(part(firstPart), () => ({ json: { received: total, isWhole: true } }))
    await type({ file })
    await live(desk)
    await outboxIsEmpty()
    expect(asked()).toEqual([part(0), howFar, part(firstPart), 'POST /replies'])
  })

  test('and ends when it is cancelled: it is not sent, and the relay is told to keep nothing of it', async () => {
    desk.relay.answer(part(0), async () => {
      await desk.database.outbox.delete(messageId(20))
      desk.background.answer({ ask: 'forgetUpload', args: [messageId(20), fileId(1)] })
      return { json: { received: firstPart, isWhole: false } }
    })
    await type({ file })
    await live(desk)
    await until(() => expect(asked()).toContain(forget))
    expect(asked()).not.toContain('POST /replies')
    expect(await desk.database.uploads.count()).toBe(0)
  })

  test('and a reply that was taken back while its last part was on its way is not sent either', async () => {
    desk.relay.answer(part(0), async () => {
      await desk.database.outbox.delete(messageId(20))
      return { json: { received: total, isWhole: true } }
    })
    await type({ file })
    await live(desk)
    await until(() => expect(asked()).toContain(forget))
    expect(asked()).not.toContain('POST /replies')
  })

  test('each about as long as the one before: larger on a quick line, smaller on a slow one', () => {
    expect(nextPart(100_000, 10)).toBe(400_000)
    expect(nextPart(100_000, 700)).toBe(100_000)
    expect(nextPart(100_000, 1_400)).toBe(50_000)
    expect(nextPart(4 * 1024 * 1024, 1)).toBe(4 * 1024 * 1024)
    expect(nextPart(64 * 1024, 60_000)).toBe(32 * 1024)
  })
})

describe('a hidden note that waits', () => {
  const notes = `POST /conversations/${ivan.id}/notes`
  const note = { text: 'Посмотри остаток', mentions: [anna.id] }

  test('leaves as a note, under the id of the click', async () => {
    const kept = message(ivan, 20, { kind: 'note', origin: 'employee', text: note.text })
    desk.relay.answer(notes, () => ({ json: { note: kept } }))
    await type({ text: '', note })
    await live(desk)
    await outboxIsEmpty()
    expect(asked()).toEqual([notes])
    expect(JSON.parse(desk.relay.asked[0]?.body ?? '')).toEqual({ id: messageId(20), ...note })
    expect(await desk.database.messages.get(messageId(20))).toMatchObject({ kind: 'note' })
  })

  test('and never as a reply, also when the relay does not take it', async () => {
    desk.relay.answer(notes, () => ({ status: 403, json: refused('forbidden') }))
    await type({ text: '', note })
    await live(desk)
    await until(async () => expect((await desk.database.outbox.get(messageId(20)))?.refused?.code).toBe('forbidden'))
    expect(asked()).toEqual([notes])
  })
})
