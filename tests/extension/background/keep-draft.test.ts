import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { wipe } from '../../../extension/database/wipe.ts'
import { anna, boris, conversation, ivan, messageId, morning } from './cast.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
const draft = (text: string, changedAt = morning) => ({ conversationId: ivan.id, text, changedAt })
const keep = (args: unknown[]) => desk.background.answer({ ask: 'keepDraft', args })
const kept = async () => (await desk.database.drafts.get(ivan.id))?.text

beforeEach(async () => {
  desk = await openDesk()
  await desk.database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
})
afterEach(() => desk.close())

test('the last words of a page that was closed are kept', async () => {
  await desk.database.drafts.put(draft('Завтр'))
  await keep([draft('Завтра', morning + 1), anna.id])
  expect(await kept()).toBe('Завтра')
})

test('but not over what another page has written since', async () => {
  await desk.database.drafts.put(draft('новее', morning + 5))
  await keep([draft('старее'), anna.id])
  expect(await kept()).toBe('новее')
})

test('and nothing of them after a wipe, nor under the name of who has signed in since', async () => {
  await keep([draft('чужое'), boris.id])
  expect(await kept()).toBeUndefined()
  await wipe(desk.database, 'signedOut', morning)
  await keep([draft('слова Анны'), anna.id])
  expect(await desk.database.drafts.count()).toBe(0)
})

test('a page is not believed: what is no draft is not kept', async () => {
  expect(await keep([{ conversationId: 'x', text: 5 }, anna.id])).toHaveProperty('threw')
})

describe('what stands in a form of a page that was closed', () => {
  const form = (comment: string, changedAt = morning) => ({
    ...{ id: messageId(30), form: 'handOver', conversationId: ivan.id, changedAt },
    fields: comment === '' ? {} : { comment },
  })
  const keepForm = (row: object, author = anna.id) =>
    desk.background.answer({ ask: 'keepForms', args: [[row], author] })
  const comment = async () => (await desk.database.forms.get(messageId(30)))?.fields.comment

  test('is kept; but not over what another page has written since', async () => {
    await keepForm(form('Нужен возврат', morning + 5))
    expect(await comment()).toBe('Нужен возврат')
    await keepForm(form('Нужен'))
    expect(await comment()).toBe('Нужен возврат')
  })

  test('is gone when the page had sent it or left it', async () => {
    await keepForm(form('Нужен возврат'))
    await keepForm(form('', morning + 1))
    expect(await desk.database.forms.count()).toBe(0)
  })

  test('is nothing after a wipe, nor under the name of who has signed in since, nor what is no form', async () => {
    await keepForm(form('чужое'), boris.id)
    expect(await keepForm({ ...form('иное'), form: 'letter' })).toHaveProperty('threw')
    await wipe(desk.database, 'signedOut', morning)
    await keepForm(form('слова Анны'))
    expect(await desk.database.forms.count()).toBe(0)
  })
})
