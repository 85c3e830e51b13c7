import { expect, test } from 'vitest'
import { beginsDay, shownId, shownMessages } from '../../../extension/conversation/shown-message.ts'
import type { OutboxRow } from '../../../extension/database/database.ts'
import { ivan, message, messageId, morning } from '../background/cast.ts'

const typed = (number: number, typedAt: number): OutboxRow => ({
  id: messageId(number),
  conversationId: ivan.id,
  text: 'Отправил',
  typedAt,
  attempts: 0,
})

test('what waits in the outbox stands below the messages, in the order of typing', () => {
  const shown = shownMessages([message(ivan, 1)], [typed(3, morning + 3), typed(2, morning + 2)])
  expect(shown.map(shownId)).toEqual([messageId(1), messageId(2), messageId(3)])
})

test('a reply that the relay has just accepted is shown once, as accepted', () => {
  const shown = shownMessages([message(ivan, 2, { origin: 'employee' })], [typed(2, morning)])
  expect(shown.map(({ kind }) => kind)).toEqual(['message'])
})

test('a day begins with its first message only', () => {
  const [first, second] = shownMessages([message(ivan, 1), message(ivan, 2)], [])
  if (first === undefined || second === undefined) throw new Error('two messages were expected')
  expect(beginsDay(first, undefined)).toBe(true)
  expect(beginsDay(second, first)).toBe(false)
})
