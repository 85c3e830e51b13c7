import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { addToDraft } from '../../../extension/conversation/add-to-draft.ts'
import { type ComposerState, createComposerState } from '../../../extension/conversation/create-composer-state.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { createNewId } from '../../../shared/ids.ts'
import { boris, conversation, ivan, message, messageId, morning } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'
import { composerInputs } from './composer-inputs.ts'

const database = new InboxDatabase('drafts')
const hasFocus = signal(true)
let inbox = quietInbox()
let now = morning
const opened: ComposerState[] = []

async function open(focus = hasFocus): Promise<ComposerState> {
  const composer = createComposerState(
    composerInputs({ database, inbox, conversationId: ivan.id, hasFocus: focus, now: () => now }),
  )
  opened.push(composer)
  await composer.restored
  return composer
}
const pdf = (name: string) => new File(['%PDF'], name, { type: 'application/pdf' })
const names = (composer: ComposerState) => composer.files.value.map(({ name }) => name)

beforeEach(async () => {
  inbox = quietInbox({ writing: vi.fn(async () => undefined) })
  now = morning
  await database.open()
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
  await database.messages.put(message(ivan, 7))
})
afterEach(async () => {
  for (const composer of opened.splice(0)) composer.stop()
  await database.delete()
})

test('a draft comes back with its files, its quote, its note and the caret', async () => {
  const composer = await open()
  await composer.type('Завтра', 3)
  await composer.attach([pdf('б.pdf'), pdf('а.pdf')])
  composer.quote(message(ivan, 7))
  composer.switchNoteMode(true)
  await composer.type('для своих', 2)
  const again = await open()
  expect(again.noteMode.value).toBe(true)
  expect(again.text.value).toBe('для своих')
  expect(again.caret()).toBe(2)
  expect(names(again)).toEqual(['б.pdf', 'а.pdf'])
  expect(again.quoted.value?.id).toBe(messageId(7))
  again.switchNoteMode(false)
  expect(again.text.value).toBe('Завтра')
})

test('what was written for colleagues never becomes a reply, however often one changes one’s mind', async () => {
  const composer = await open()
  composer.switchNoteMode(true)
  await composer.type('Он опять торгуется')
  composer.switchNoteMode(false)
  expect(composer.text.value).toBe('')
  await composer.send()
  expect(await database.outbox.count()).toBe(0)
  composer.switchNoteMode(true)
  expect(composer.text.value).toBe('Он опять торгуется')
})

test('a note leaves as a note, its files stay with the reply, and the next words are for the client again', async () => {
  const composer = await open()
  await composer.type('Ответ')
  await composer.attach([pdf('счёт.pdf')])
  composer.switchNoteMode(true)
  composer.mention(boris.id)
  await composer.type('Глянь, @Борис')
  await Promise.all([composer.send(), composer.send()])
  expect(await database.outbox.toArray()).toMatchObject([
    { text: '', note: { text: 'Глянь, @Борис', mentions: [boris.id] } },
  ])
  expect(composer.noteMode.value).toBe(false)
  expect(composer.text.value).toBe('Ответ')
  expect(names(await open())).toEqual(['счёт.pdf'])
  now += 1_000
  await composer.send()
  expect(await database.outbox.count()).toBe(2)
})

test('a second Enter after a note sends nothing to the client, but what was typed since leaves however soon', async () => {
  const composer = await open()
  await composer.type('Ответ')
  composer.switchNoteMode(true)
  await composer.type('Своим')
  await composer.send()
  await composer.send()
  expect(await database.outbox.count()).toBe(1)
  await composer.type('Ответ готов')
  await composer.send()
  expect((await database.outbox.toArray()).map(({ text }) => text)).toEqual(['', 'Ответ готов'])
})

test('a reply that was sent is no draft any more, with all its files; the note beside it stays', async () => {
  const composer = await open()
  composer.switchNoteMode(true)
  await composer.type('потом')
  composer.switchNoteMode(false)
  await composer.attach([pdf('счёт.pdf')])
  await composer.send()
  expect(await database.draftFiles.count()).toBe(0)
  expect(await database.drafts.get(ivan.id)).toMatchObject({ text: '', note: 'потом' })
})

test('a refused reply comes back as text with its file, above what was typed meanwhile, and is in one place only', async () => {
  const composer = await open()
  await composer.type('Счёт')
  await composer.attach([pdf('счёт.pdf')])
  await composer.send()
  const [row] = await database.outbox.toArray()
  if (row === undefined) throw new Error('it waits')
  await composer.type('И ещё')
  const refused = { code: 'takenByOther' as const, message: 'taken' }
  await database.outbox.put({ ...row, asked: true, refused })
  expect(await composer.takeBack(row)).toBe('back')
  expect(composer.text.value).toBe('Счёт\nИ ещё')
  expect(await database.outbox.count()).toBe(0)
  const again = await open()
  expect([again.text.value, ...names(again)]).toEqual(['Счёт\nИ ещё', 'счёт.pdf'])
})

test('what is cancelled before the relay was asked is taken out, its upload too; afterwards it says that it is too late', async () => {
  const composer = await open()
  await composer.type('Счёт')
  await composer.attach([pdf('счёт.pdf')])
  await composer.send()
  const [row] = await database.outbox.toArray()
  if (row === undefined) throw new Error('it waits')
  await database.outbox.put({ ...row, asked: true })
  expect(await composer.cancel(row)).toBe('tooLate')
  expect(await database.outbox.count()).toBe(1)
  await database.outbox.put(row)
  expect(await composer.cancel(row)).toBe('back')
  expect(inbox.forgetUpload).toHaveBeenCalledExactlyOnceWith(row.id, row.file?.id)
  expect(composer.text.value).toBe('Счёт')
  expect(names(composer)).toEqual([])
})

test('a file that was chosen in another window is there; what is typed in this one is not overwritten', async () => {
  const elsewhere = signal(false)
  const composer = await open(elsewhere)
  await composer.type('Смотрите')
  const chosen = { database, conversationId: ivan.id, files: [pdf('скан.pdf')], now: () => now }
  expect(await addToDraft({ ...chosen, newId: createNewId(() => now) })).toBe(true)
  await expect.poll(() => names(composer)).toEqual(['скан.pdf'])
  expect(composer.text.value).toBe('Смотрите')
  elsewhere.value = true
  await composer.type('Смотрите скан')
  const other = await open()
  await other.type('чужое')
  expect(composer.text.value).toBe('Смотрите скан')
})

test('a file is not put beside a draft of a conversation that is gone', async () => {
  await database.conversations.clear()
  const chosen = { database, conversationId: ivan.id, files: [pdf('скан.pdf')], now: () => now }
  expect(await addToDraft({ ...chosen, newId: createNewId(() => now) })).toBe(false)
  expect(await database.draftFiles.count()).toBe(0)
})

test('a page that is closed hands on what is not on the disk yet, and nothing when all is', async () => {
  const composer = await open()
  const written = composer.type('Завтра')
  composer.leave()
  expect(inbox.keepDraft).toHaveBeenCalledOnce()
  expect(vi.mocked(inbox.keepDraft).mock.calls[0]?.[0].text).toBe('Завтра')
  await written
  composer.leave()
  expect(inbox.keepDraft).toHaveBeenCalledOnce()
})

test('colleagues are told of writing at most every three seconds, and never of a note', async () => {
  const composer = await open()
  await composer.type('З')
  await composer.type('За')
  expect(inbox.writing).toHaveBeenCalledTimes(1)
  now += 3_000
  composer.switchNoteMode(true)
  await composer.type('для своих')
  expect(inbox.writing).toHaveBeenCalledTimes(1)
  composer.switchNoteMode(false)
  await composer.type('Зав')
  expect(inbox.writing).toHaveBeenCalledTimes(2)
})

test('a file that is too large is named at once and not attached; the next choice forgets it', async () => {
  const composer = createComposerState(
    composerInputs({ database, inbox, conversationId: ivan.id, largestFile: () => 3 }),
  )
  opened.push(composer)
  await composer.restored
  await composer.attach([pdf('огромный.pdf'), new File(['%'], 'малый.txt')])
  expect(composer.tooLarge.value).toEqual(['огромный.pdf'])
  expect(names(composer)).toEqual(['малый.txt'])
  await composer.attach([new File(['%'], 'ещё.txt')])
  expect(composer.tooLarge.value).toEqual([])
})
