import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { beginTask, beginWholeTask } from '../../../extension/conversation/tasks/begin-task.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import type { OpenForms } from '../../../extension/forms/create-open-forms.ts'
import { conversation, ivan, message, messageId, olga } from '../background/cast.ts'
import { openForms } from './composer-inputs.ts'

const database = new InboxDatabase('begin-task')
let forms: OpenForms
const begin = () => beginWholeTask({ database, forms }, ivan.id)
const begun = () => forms.open.value.map(({ form, fields }) => [form, fields.message, fields.text])

beforeEach(async () => {
  await database.open()
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
  forms = openForms({ database, conversationId: ivan.id })
  await forms.restored
})
afterEach(async () => {
  forms.stop()
  await database.delete()
})

test('a task of the conversation begins with what the client has said last', async () => {
  await database.messages.bulkPut([
    message(ivan, 1, { text: 'Добрый день' }),
    message(ivan, 2, { text: 'Когда отгрузка?' }),
    message(ivan, 3, { origin: 'employee', text: 'Сейчас узнаю' }),
    message(ivan, 4, { kind: 'note', origin: 'employee', text: 'Для своих' }),
    message(olga, 5, { text: 'Чужое' }),
  ])
  await begin()
  expect(begun()).toEqual([['task', messageId(2), 'Когда отгрузка?']])
})

test('where the client has said nothing it is about the last message, and empty', async () => {
  await database.messages.put(message(ivan, 3, { origin: 'employee', text: 'Здравствуйте' }))
  await begin()
  expect(begun()).toEqual([['task', messageId(3), '']])
})

test('where nothing was said there is none', async () => {
  await begin()
  expect(begun()).toEqual([])
})

test('pressed at the message too, it is the one that was begun; of another message it is another', async () => {
  await database.messages.put(message(ivan, 2, { text: 'Когда отгрузка?' }))
  await begin()
  beginTask(forms, message(ivan, 2, { text: 'Когда отгрузка?' }))
  beginTask(forms, message(ivan, 1, { text: 'Добрый день' }))
  expect(begun().map(([, of]) => of)).toEqual([messageId(2), messageId(1)])
})
