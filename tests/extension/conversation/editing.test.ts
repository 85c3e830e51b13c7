import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { InboxService } from '../../../extension/background/inbox-service.ts'
import { type ComposerState, createComposerState } from '../../../extension/conversation/create-composer-state.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { conversation, ivan, message, messageId } from '../background/cast.ts'
import { quietInbox } from '../inbox/quiet-inbox.ts'
import { composerInputs } from './composer-inputs.ts'

const database = new InboxDatabase('editing')
let state: ComposerState
const sent = message(ivan, 1, { origin: 'employee', text: 'Отгрузим в среду' })
const draft = async () => (await database.drafts.get(ivan.id))?.text

function open(answers: Partial<InboxService> = {}): void {
  state = createComposerState(composerInputs({ database, inbox: quietInbox(answers), conversationId: ivan.id }))
}
beforeEach(async () => {
  await database.open()
  await database.conversations.put({ ...conversation(ivan), waitsForMe: 0 })
})
afterEach(() => database.delete())

test('a message is edited in the box, and the draft comes back afterwards', async () => {
  const editMessage = vi.fn(async () => ({ ok: true as const, value: undefined }))
  open({ editMessage })
  await state.type('черновик')
  state.edit(sent)
  expect(state.text.value).toBe('Отгрузим в среду')
  await state.type('Отгрузим в четверг')
  await state.send()
  expect(editMessage).toHaveBeenCalledWith(messageId(1), 'Отгрузим в четверг')
  expect(state.text.value).toBe('черновик')
  expect(await draft()).toBe('черновик')
  expect(await database.outbox.count()).toBe(0)
})

test('what is typed while editing never becomes the draft, also when the page closes', async () => {
  open()
  await state.type('черновик')
  state.edit(sent)
  await state.type('другое')
  await state.flush()
  expect(await draft()).toBe('черновик')
})

test('an edit that was not finished stands in the box when the page is opened again, and the draft behind it', async () => {
  open()
  await state.type('черновик')
  state.edit(sent)
  await state.type('Отгрузим в четв')
  open()
  await state.restored
  expect([state.edited.value, state.text.value]).toEqual([messageId(1), 'Отгрузим в четв'])
  state.stopEditing()
  expect(state.text.value).toBe('черновик')
  await vi.waitFor(async () => expect(await database.forms.count()).toBe(0))
})

test('an edit in which nothing was changed is not there again', async () => {
  open()
  state.edit(sent)
  await state.type('Отгрузим')
  await state.type('Отгрузим в среду')
  open()
  await state.restored
  expect(state.edited.value).toBeUndefined()
})

test('a refused edit stays in the box with its reason; leaving it brings the draft back', async () => {
  open({ editMessage: async () => ({ ok: false, code: 'tooLateToChange', message: 'late' }) })
  await state.type('черновик')
  state.edit(sent)
  await state.type('поздно')
  await state.send()
  expect(state.editRefused.value).toBe('tooLateToChange')
  expect(state.text.value).toBe('поздно')
  state.stopEditing()
  expect(state.text.value).toBe('черновик')
  expect(state.editRefused.value).toBeUndefined()
})

test('an edit that changes nothing asks nobody; an empty one cannot be sent', async () => {
  const editMessage = vi.fn(async () => ({ ok: true as const, value: undefined }))
  open({ editMessage })
  state.edit(sent)
  await state.type('')
  expect(state.whyNot.value).toBe('empty')
  await state.type('Отгрузим в среду ')
  await state.send()
  expect(editMessage).not.toHaveBeenCalled()
  expect(state.edited.value).toBeUndefined()
})

test('a reply names the message that it answers, and the next one does not', async () => {
  open()
  state.quote(message(ivan, 7))
  await state.type('Да')
  await state.send()
  await state.type('И ещё')
  await state.send()
  const rows = await database.outbox.orderBy('id').toArray()
  expect(rows.map(({ quotedMessageId }) => quotedMessageId)).toEqual([messageId(7), undefined])
})
