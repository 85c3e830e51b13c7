import { beforeEach, expect, test } from 'vitest'
import { notificationText } from '../../../extension/background/words.ts'
import type { ConversationRow } from '../../../extension/database/database.ts'
import { type MessageKind, messageKinds } from '../../../shared/message.ts'
import { conversation, ivan, messageId } from '../background/cast.ts'
import { speak } from '../design/speak.ts'

beforeEach(() => speak('ru'))

const row = (kind: MessageKind, text = '', fileName?: string): ConversationRow => ({
  ...conversation(ivan, {
    lastMessage: { id: messageId(1), origin: 'client', kind, text, ...(fileName === undefined ? {} : { fileName }) },
  }),
  waitsForMe: 1,
})
const words = (...last: Parameters<typeof row>) => notificationText(row(...last)).message

test('a notification of every kind says what came', () => {
  const said = messageKinds.filter((kind) => kind !== 'text').map((kind) => words(kind))
  expect(said).not.toContain('')
  expect(new Set(said).size).toBe(messageKinds.length - 1)
})

test('the words under a picture say more than its kind, and a document’s name more than «document»', () => {
  expect(words('image', 'шильдик')).toBe('шильдик')
  expect(words('document', '', 'Счёт.pdf')).toBe('Счёт.pdf')
  expect(words('document')).toBe('Документ')
})

test('the lines of a text stay lines', () => {
  expect(words('text', 'Здравствуйте!\nЕсть вопрос')).toBe('Здравствуйте!\nЕсть вопрос')
})
