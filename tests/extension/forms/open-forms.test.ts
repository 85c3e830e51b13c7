import 'fake-indexeddb/auto'
import { type Signal, signal } from '@preact/signals'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { changeHere } from '../../../extension/database/here.ts'
import { wipe } from '../../../extension/database/wipe.ts'
import { createOpenForms, type OpenForms } from '../../../extension/forms/create-open-forms.ts'
import { createNewId } from '../../../shared/ids.ts'
import { anna, boris, conversation, ivan, messageId, morning, olga } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'

const database = new InboxDatabase('open-forms')
const inbox = quietInbox()
const newId = createNewId(() => morning)
const opened: OpenForms[] = []
let now = morning

/** A page of this conversation; `null`: of none. */
async function page(client: typeof ivan | null = ivan, hasFocus: Signal<boolean> = signal(true)) {
  const forms = createOpenForms({ database, inbox, conversationId: client?.id, now: () => now, newId, hasFocus })
  opened.push(forms)
  await forms.restored
  return forms
}
/** Types it, with every key. */
async function type(
  forms: OpenForms,
  form: 'poll' | 'task' | 'handOver' | 'quickReply',
  change: Record<string, string>,
) {
  forms.begin(form)
  const id = forms.find(form)?.id ?? messageId(0)
  await forms.write(id, change)
  return id
}
const sitsHere = (employee: typeof anna) => changeHere(database, (here) => ({ ...here, employee }))

beforeEach(async () => {
  now = morning
  vi.clearAllMocks()
  await database.open()
  for (const client of [ivan, olga]) await database.conversations.put({ ...conversation(client), waitsForMe: 0 })
  await sitsHere(anna)
})
afterEach(async () => {
  for (const forms of opened.splice(0)) forms.stop()
  await database.delete()
})

describe('a form that is half filled in', () => {
  test('stands open with its words when the popup is opened again, in its own conversation only', async () => {
    await type(await page(), 'poll', { question: 'Когда вам удобно?', options: 'Утром\nВечером\n' })
    expect((await page()).find('poll')?.fields).toEqual({
      question: 'Когда вам удобно?',
      options: 'Утром\nВечером\n',
    })
    expect((await page(olga)).open.value).toEqual([])
  })

  test('is not there again once it was left, or sent', async () => {
    const forms = await page()
    await forms.end(await type(forms, 'handOver', { comment: 'Нужен возврат' }))
    const task = await type(forms, 'task', { text: 'Позвонить' })
    await forms.endWith(task, async () => {
      await database.forms.delete(task)
      return true
    })
    expect(forms.open.value).toEqual([])
    expect((await page()).open.value).toEqual([])
  })

  test('stays when it could not be sent, and what is typed meanwhile too', async () => {
    const forms = await page()
    const id = await type(forms, 'poll', { question: 'Когда' })
    const sent = forms.endWith(id, async () => (await database.forms.count()) === 0)
    await forms.write(id, { question: 'Когда вам удобно?' })
    expect(await sent).toBe(false)
    expect((await page()).find('poll')?.fields.question).toBe('Когда вам удобно?')
  })

  test('is kept only when something of one’s own stands in it', async () => {
    const forms = await page()
    forms.begin('task', { message: messageId(1), text: 'Когда отгрузка?' })
    expect(await database.forms.count()).toBe(0)
    const id = forms.find('task')?.id ?? messageId(0)
    await forms.write(id, { text: 'Узнать про отгрузку' })
    expect(await database.forms.count()).toBe(1)
    await forms.write(id, { text: 'Когда отгрузка?' })
    expect(await database.forms.count()).toBe(0)
  })

  test('pressed open again goes on as it is; another message’s task is another one', async () => {
    const forms = await page()
    const isOf = (message: string) => (other: Record<string, string>) => other.message === message
    forms.begin('task', { message: 'one', text: 'А' }, isOf('one'))
    await forms.write(forms.find('task')?.id ?? messageId(0), { text: 'Аб' })
    forms.begin('task', { message: 'one', text: 'А' }, isOf('one'))
    forms.begin('task', { message: 'other', text: 'Б' }, isOf('other'))
    expect(forms.open.value.map(({ fields }) => fields.text)).toEqual(['Аб', 'Б'])
  })

  test('that belongs to no conversation is there again on its own page, and on no other', async () => {
    await type(await page(null), 'quickReply', { name: 'Реквизиты' })
    expect((await page(null)).find('quickReply')?.fields.name).toBe('Реквизиты')
    expect((await page()).open.value).toEqual([])
  })
})

describe('two windows', () => {
  test('show the same: the one in which nobody is follows, also when the form was sent', async () => {
    const [popup, panel] = [await page(), await page(ivan, signal(false))]
    const id = await type(popup, 'handOver', { comment: 'Нуж' })
    await vi.waitFor(() => expect(panel.find('handOver')?.fields.comment).toBe('Нуж'))
    await popup.end(id)
    await vi.waitFor(() => expect(panel.open.value).toEqual([]))
  })

  test('but a form that was only opened stays open where it was', async () => {
    const panel = await page(ivan, signal(false))
    panel.begin('poll')
    const popup = await page()
    await type(popup, 'handOver', { comment: 'Нуж' })
    await vi.waitFor(() => expect(panel.open.value.map(({ form }) => form)).toEqual(['handOver', 'poll']))
  })
})

describe('the words of a form', () => {
  test('that are not on the disk when the page dies are given to the background; nothing when all are', async () => {
    const forms = await page()
    const id = await type(forms, 'poll', { question: 'Ког' })
    forms.leave()
    expect(inbox.keepForms).not.toHaveBeenCalled()
    const [one, two] = [forms.write(id, { question: 'Когд' }), forms.write(id, { question: 'Когда' })]
    forms.leave()
    expect(inbox.keepForms).toHaveBeenCalledExactlyOnceWith(
      [expect.objectContaining({ id, conversationId: ivan.id, fields: { question: 'Когда' } })],
      anna.id,
    )
    await Promise.all([one, two])
  })

  test('are gone with the sign-out, and are not written after it', async () => {
    const forms = await page()
    const id = await type(forms, 'handOver', { comment: 'для своих' })
    await wipe(database, 'signedOut', morning)
    await forms.write(id, { comment: 'для своих!' })
    expect(await database.forms.count()).toBe(0)
  })

  test('are never seen by who signs in next, also on a page that stayed open', async () => {
    const forms = await page(null)
    await type(forms, 'quickReply', { text: 'слова Анны' })
    await wipe(database, 'signedOut', morning)
    await sitsHere(boris)
    await vi.waitFor(() => expect(forms.open.value).toEqual([]))
    await vi.waitFor(async () => {
      await type(forms, 'quickReply', { text: 'слова Бориса' })
      expect((await database.forms.toArray()).map(({ fields }) => fields.text)).toEqual(['слова Бориса'])
    })
  })
})
