import * as v from 'valibot'
import { expect, test } from 'vitest'
import { deedsFor, deletableFor, editableFor } from '../../../extension/conversation/what-may-be-done.ts'
import { employeeIdSchema } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import { ivan, message, morning } from '../background/cast.ts'

const sentAt = morning
const ours = (change: Partial<Message> = {}) =>
  message(ivan, 1, { origin: 'employee', stages: [{ stage: 'sent', at: sentAt }], ...change })
const theirs = (change: Partial<Message> = {}) => message(ivan, 1, change)

test('a client’s message can be answered, copied and reacted to, but not edited or deleted', () => {
  expect(deedsFor(theirs(), morning, true)).toEqual(['quote', 'copy', 'react'])
})

test('who may only read can only copy', () => {
  expect(deedsFor(theirs(), morning, false)).toEqual(['copy'])
})

test('our own can be edited for a quarter of an hour and deleted for two days', () => {
  expect(deedsFor(ours(), sentAt + editableFor - 1, true)).toContain('edit')
  expect(deedsFor(ours(), sentAt + editableFor, true)).not.toContain('edit')
  expect(deedsFor(ours(), sentAt + deletableFor - 1, true)).toContain('delete')
  expect(deedsFor(ours(), sentAt + deletableFor, true)).toEqual(['quote', 'copy', 'react'])
})

test('only his own words and those of the company’s phone can be edited, not a colleague’s or 1C’s', () => {
  const [me, colleague] = [
    v.parse(employeeIdSchema, crypto.randomUUID()),
    v.parse(employeeIdSchema, crypto.randomUUID()),
  ]
  expect(deedsFor(ours({ authorId: me }), sentAt, true, me)).toContain('edit')
  expect(deedsFor(ours({ origin: 'phone' }), sentAt, true, me)).toContain('edit')
  expect(deedsFor(ours({ authorId: colleague }), sentAt, true, me)).not.toContain('edit')
  expect(deedsFor(ours({ origin: 'onec' }), sentAt, true, me)).not.toContain('edit')
  expect(deedsFor(ours({ authorId: colleague }), sentAt, true, me)).toContain('delete')
})

test('only a text can be edited: a picture’s words cannot', () => {
  expect(deedsFor(ours({ kind: 'image' }), sentAt, true)).not.toContain('edit')
})

test('what has not left yet, or never will, can only be copied', () => {
  expect(deedsFor(ours({ stages: [{ stage: 'accepted', at: sentAt }] }), sentAt, true)).toEqual(['copy'])
  expect(deedsFor(ours({ stages: [{ stage: 'failed', at: sentAt }] }), sentAt, true)).toEqual(['copy'])
})

test('nobody answers a call, what cannot be read yet, or what was deleted', () => {
  expect(deedsFor(theirs({ kind: 'call', text: '' }), morning, true)).toEqual([])
  expect(deedsFor(theirs({ kind: 'pending', text: '' }), morning, true)).toEqual([])
  expect(deedsFor(theirs({ deleted: { at: morning, fromUs: false } }), morning, true)).toEqual(['copy'])
})
