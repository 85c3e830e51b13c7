import * as v from 'valibot'
import { expect, test } from 'vitest'
import { mayBecomeTask, numberHasBase } from '../../../extension/conversation/tasks/may-become-task.ts'
import { channelIdSchema } from '../../../shared/ids.ts'
import { onecStatusSchema } from '../../../shared/onec-status.ts'
import { channelId } from '../background/cast.ts'

const other = v.parse(channelIdSchema, '0198c0de-0000-7000-8000-00000000cafe')
const baseWith = (channels: unknown[] | undefined) =>
  v.parse(onecStatusSchema, {
    ...{ state: 'inTouch', replyRoute: 'through1c' },
    bases: [{ id: '0198c0de-0000-7000-8000-00000000ba5e', name: 'Управление торговлей', channels }],
  })

test('a task can be made where a base has the conversation’s number', () => {
  expect(numberHasBase(baseWith([other, channelId]), channelId)).toBe(true)
})

test('and nowhere else: the base has another number or names none, or there is no base', () => {
  expect(numberHasBase(baseWith([other]), channelId)).toBe(false)
  expect(numberHasBase(baseWith(undefined), channelId)).toBe(false)
  expect(numberHasBase(undefined, channelId)).toBe(false)
  expect(numberHasBase(baseWith([channelId]), undefined)).toBe(false)
})

test('of a client’s words, but not of a note nor of what cannot be read yet', () => {
  expect(mayBecomeTask({ kind: 'text' })).toBe(true)
  expect([mayBecomeTask({ kind: 'note' }), mayBecomeTask({ kind: 'pending' })]).toEqual([false, false])
})
