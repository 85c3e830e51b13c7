import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InboxService } from '../../../extension/background/inbox-service.ts'
import { type ComposerState, createComposerState } from '../../../extension/conversation/create-composer-state.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { longestText } from '../../../shared/message.ts'
import { conversation, ivan, messageId, morning, olga } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'
import { composerInputs, openForms } from './composer-inputs.ts'

const database = new InboxDatabase('composer')
let inbox: InboxService

/** The panel is opened (again): nothing is left of an earlier page but what was stored. */
async function openComposer(
  client = ivan,
  forms = openForms({ database, conversationId: client.id }),
): Promise<ComposerState> {
  const composer = createComposerState(composerInputs({ database, inbox, conversationId: client.id, forms }))
  await composer.restored
  return composer
}

beforeEach(async () => {
  inbox = quietInbox()
  vi.stubGlobal('reportError', vi.fn())
  await database.open()
  await database.conversations.bulkPut(
    [ivan, olga].map((client) => ({ ...conversation(client), waitsForMe: 0 as const })),
  )
})
afterEach(() => database.delete())

test('a draft survives the closing of the panel', async () => {
  await (await openComposer()).type('Завтра до обе')
  expect((await openComposer()).text.value).toBe('Завтра до обе')
})

test('a draft belongs to its conversation only', async () => {
  await (await openComposer(ivan)).type('для Ивана')
  expect((await openComposer(olga)).text.value).toBe('')
})

test('of quick typing the last word is kept', async () => {
  const composer = await openComposer()
  const written = ['З', 'За', 'Зав', 'Завтра'].map((text) => composer.type(text))
  await Promise.all(written)
  expect((await database.drafts.get(ivan.id))?.text).toBe('Завтра')
})

test('a draft that was deleted again does not come back', async () => {
  const composer = await openComposer()
  await composer.type('ой')
  await composer.type('')
  expect(await database.drafts.count()).toBe(0)
})

test('sending puts the reply into the outbox and takes the draft away', async () => {
  const composer = await openComposer()
  await composer.type(' Завтра до обеда \n')
  await composer.send()
  expect(await database.outbox.toArray()).toMatchObject([
    { conversationId: ivan.id, text: 'Завтра до обеда', typedAt: morning, attempts: 0 },
  ])
  expect(await database.drafts.count()).toBe(0)
  expect(composer.text.value).toBe('')
  expect(inbox.outboxGrew).toHaveBeenCalledOnce()
})

test('nobody is told of the reply before it is stored', async () => {
  let stored = 0
  inbox = quietInbox({
    outboxGrew: async () => {
      stored = await database.outbox.count()
    },
  })
  const composer = await openComposer()
  await composer.type('Да')
  await composer.send()
  expect(stored).toBe(1)
})

test('when the disk does not take the reply, neither half happens and the text is still there', async () => {
  const composer = await openComposer()
  await composer.type('Важный ответ')
  database.drafts.hook('deleting', function refuse() {
    database.drafts.hook('deleting').unsubscribe(refuse)
    throw new Error('the disk is full')
  })
  await composer.send()
  expect(await database.outbox.count()).toBe(0)
  expect((await database.drafts.get(ivan.id))?.text).toBe('Важный ответ')
  expect(composer.text.value).toBe('Важный ответ')
  expect(composer.notStored.value).toBe(true)
  expect(inbox.outboxGrew).not.toHaveBeenCalled()
})

test('a second Enter sends nothing twice', async () => {
  const composer = await openComposer()
  await composer.type('Да')
  await Promise.all([composer.send(), composer.send()])
  expect(await database.outbox.count()).toBe(1)
})

test('what is typed right after Enter is a new draft', async () => {
  const composer = await openComposer()
  await composer.type('Первое')
  const sent = composer.send()
  const typed = composer.type('Второе')
  await Promise.all([sent, typed])
  expect((await database.drafts.get(ivan.id))?.text).toBe('Второе')
})

test('neither nothing nor blanks are sent, but a file without words is', async () => {
  const composer = await openComposer()
  await composer.type('  \n ')
  await composer.send()
  expect(await database.outbox.count()).toBe(0)
  await composer.attach([new File(['x'], 'Счёт.pdf', { type: 'application/pdf' })])
  await composer.send()
  expect(await database.outbox.toArray()).toMatchObject([
    { text: '', file: { name: 'Счёт.pdf', mime: 'application/pdf' } },
  ])
})

test('of several files each is a message, and the words go with the first', async () => {
  const composer = await openComposer()
  await composer.type('Документы')
  await composer.attach([new File(['1'], 'a.pdf'), new File(['2'], 'b.pdf')])
  await composer.send()
  const rows = await database.outbox.orderBy('id').toArray()
  expect(rows.map(({ text, file }) => [text, file?.name]).sort()).toEqual([
    ['', 'b.pdf'],
    ['Документы', 'a.pdf'],
  ])
})

test('a text of exactly the longest length is sent, one sign more is not and stays', async () => {
  const composer = await openComposer()
  await composer.type('я'.repeat(longestText + 1))
  expect(composer.whyNot.value).toBe('tooLong')
  await composer.send()
  expect(await database.outbox.count()).toBe(0)
  await composer.type('я'.repeat(longestText))
  await composer.send()
  expect(await database.outbox.count()).toBe(1)
})

test('a reply that did not arrive is put below what is being typed', async () => {
  const composer = await openComposer()
  await composer.type('начало')
  await composer.append('старый ответ')
  expect(composer.text.value).toBe('начало\nстарый ответ')
})

test('a place leaves at once beside the draft, and answers what was quoted', async () => {
  const forms = openForms({ database, conversationId: ivan.id })
  const composer = await openComposer(ivan, forms)
  await composer.type('Мы работаем до')
  const place = { latitude: 55.75, longitude: 37.61, name: 'Склад' }
  forms.begin('place', { where: '55.75, 37.61' })
  const form = forms.find('place')?.id ?? messageId(0)
  await forms.write(form, { name: 'Склад' })
  const [first, second] = [composer.sendPart({ place }, form), composer.sendPart({ place }, form)]
  expect(await Promise.all([first, second])).toEqual([true, false])
  expect(await database.outbox.toArray()).toMatchObject([{ conversationId: ivan.id, text: '', place, attempts: 0 }])
  expect([forms.find('place'), await database.forms.count()]).toEqual([undefined, 0])
  expect(composer.text.value).toBe('Мы работаем до')
  expect((await openComposer()).text.value).toBe('Мы работаем до')
})

test('nothing of a form leaves once a colleague has the conversation: it stands open with its words', async () => {
  const forms = openForms({ database, conversationId: ivan.id })
  const composer = await openComposer(ivan, forms)
  forms.begin('poll', { question: 'Когда?' })
  await database.conversations.delete(ivan.id)
  const poll = { question: 'Когда?', multiple: false, options: ['Сегодня', 'Завтра'] }
  expect(await composer.sendPart({ poll }, forms.find('poll')?.id ?? messageId(0))).toBe(false)
  expect(await database.outbox.count()).toBe(0)
  expect(forms.find('poll')?.fields).toEqual({ question: 'Когда?' })
})

test('a sticker leaves without words: they go before it', async () => {
  const composer = await openComposer()
  const [cat, photo] = [new File(['1'], 'кот.png', { type: 'image/png' }), new File(['2'], 'фото.png')]
  await composer.attach([cat], 'sticker')
  await composer.attach([photo])
  await composer.type('смотрите')
  await composer.send()
  const rows = await database.outbox.orderBy('typedAt').toArray()
  expect(rows.map(({ text, as, file }) => [text, as, file?.name])).toEqual([
    ['смотрите', undefined, undefined],
    ['', 'sticker', 'кот.png'],
    ['', undefined, 'фото.png'],
  ])
})

test('a film is sent as a GIF as long as that is ticked', async () => {
  const composer = await openComposer()
  const film = new File(['1'], 'танец.mp4', { type: 'video/mp4' })
  await composer.attach([film])
  for (const as of ['gif', undefined, 'gif'] as const) {
    const [row] = composer.files.value
    if (row !== undefined) await composer.sendAs(row, as)
  }
  await composer.send()
  expect(await database.outbox.toArray()).toMatchObject([{ as: 'gif', file: { name: 'танец.mp4' } }])
})
