import { expect, test } from 'vitest'
import { deedsFor, deletableFor, editableFor } from '../../../extension/conversation/what-may-be-done.ts'
import type { Message } from '../../../shared/message.ts'
import { anna, boris, ivan, message, morning, vera } from '../background/cast.ts'

const sentAt = morning
const ours = (change: Partial<Message> = {}) =>
  message(ivan, 1, { origin: 'employee', authorId: anna.id, stages: [{ stage: 'sent', at: sentAt }], ...change })
const theirs = (change: Partial<Message> = {}) => message(ivan, 1, change)

test('a client’s message can be answered, copied and reacted to, but not edited or deleted', () => {
  expect(deedsFor(theirs(), morning, anna)).toEqual(['quote', 'copy', 'react'])
})

test('who may only read can only copy', () => {
  expect(deedsFor(theirs(), morning, vera)).toEqual(['copy'])
})

test('our own can be edited for a quarter of an hour and deleted for two days', () => {
  expect(deedsFor(ours(), sentAt + editableFor - 1, anna)).toContain('edit')
  expect(deedsFor(ours(), sentAt + editableFor, anna)).not.toContain('edit')
  expect(deedsFor(ours(), sentAt + deletableFor - 1, anna)).toContain('delete')
  expect(deedsFor(ours(), sentAt + deletableFor, anna)).toEqual(['quote', 'copy', 'react'])
})

test('only his own words and those of the company’s phone can be edited, not a colleague’s or 1C’s', () => {
  expect(deedsFor(ours(), sentAt, anna)).toContain('edit')
  expect(deedsFor(ours({ origin: 'phone' }), sentAt, anna)).toContain('edit')
  expect(deedsFor(ours({ authorId: boris.id }), sentAt, anna)).not.toContain('edit')
  expect(deedsFor(ours({ origin: 'onec' }), sentAt, anna)).not.toContain('edit')
})

test('a colleague’s words only a supervisor deletes; 1C’s and the phone’s whoever may reply', () => {
  const supervisor = { ...anna, rights: [...anna.rights, 'supervise' as const] }
  expect(deedsFor(ours({ authorId: boris.id }), sentAt, anna)).not.toContain('delete')
  expect(deedsFor(ours({ authorId: boris.id }), sentAt, supervisor)).toContain('delete')
  expect(deedsFor(ours({ origin: 'onec' }), sentAt, anna)).toContain('delete')
  expect(deedsFor(ours({ origin: 'phone' }), sentAt, anna)).toContain('delete')
})

test('only a text can be edited: a picture’s words cannot', () => {
  expect(deedsFor(ours({ kind: 'image' }), sentAt, anna)).not.toContain('edit')
})

test('what is on its way can only be copied; what never arrived can be deleted', () => {
  expect(deedsFor(ours({ stages: [{ stage: 'accepted', at: sentAt }] }), sentAt, anna)).toEqual(['copy'])
  expect(deedsFor(ours({ stages: [{ stage: 'failed', at: sentAt }] }), sentAt, anna)).toEqual(['copy', 'delete'])
  expect(deedsFor(ours({ stages: [{ stage: 'failed', at: sentAt }] }), sentAt, vera)).toEqual(['copy'])
})

test('nobody answers a call, what cannot be read yet, or what was deleted', () => {
  expect(deedsFor(theirs({ kind: 'call', text: '' }), morning, anna)).toEqual([])
  expect(deedsFor(theirs({ kind: 'pending', text: '' }), morning, anna)).toEqual([])
  expect(deedsFor(theirs({ deleted: { at: morning, fromUs: false } }), morning, anna)).toEqual(['copy'])
})
