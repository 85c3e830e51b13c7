import { expect, test } from 'vitest'
import { type ConversationDeed, conversationDeeds } from '../../../extension/conversation/conversation-deeds.ts'
import type { Conversation } from '../../../shared/conversation.ts'
import { anna, boris, messageId, vera } from '../background/cast.ts'

const supervisor = { ...vera, rights: [...vera.rights, 'supervise' as const] }
const deeds = (
  conversation: Pick<Conversation, 'state'> & Partial<Conversation>,
  employee = anna,
  hasBase = false,
): ConversationDeed[] => conversationDeeds(conversation, employee, false, hasBase).filter((deed) => deed !== 'mute')
const hers = { state: 'inWork' as const, ownerId: anna.id }

test('from the queue a conversation can be taken, or handed to whom it concerns', () => {
  expect(deeds({ state: 'queued' })).toEqual(['claim', 'handOver'])
})

test('who may only read takes nothing and hands nothing over', () => {
  expect(deeds({ state: 'queued' }, vera)).toEqual([])
})

test('its owner hands it over and closes it; a colleague does neither', () => {
  expect(deeds(hers)).toEqual(['handOver', 'close'])
  expect(deeds(hers, boris)).toEqual([])
})

test('an observer may only leave', () => {
  expect(deeds({ ...hers, observers: [boris.id] }, boris)).toEqual(['stopObserving'])
})

test('a supervisor hands over and closes anybody’s', () => {
  expect(deeds(hers, supervisor)).toEqual(['handOver', 'close'])
})

test('when nobody answers a colleague may take it from its owner, who need not take what is his', () => {
  const waits = { ...hers, escalation: 'others' as const }
  expect(deeds(waits, boris)).toEqual(['claim'])
  expect(deeds(waits)).toEqual(['handOver', 'close'])
})

test('a closed one can only be taken back into work, by whoever may answer', () => {
  expect(deeds({ state: 'closed', ownerId: anna.id })).toEqual(['reopen'])
  expect(deeds({ state: 'closed', ownerId: anna.id }, vera)).toEqual([])
})

test('whoever reads it can have it quiet, and loud again', () => {
  expect(conversationDeeds(hers, vera, false, true)).toEqual(['mute'])
  expect(conversationDeeds(hers, vera, true, true)).toEqual(['unmute'])
  expect(conversationDeeds(hers, undefined, false, true)).toEqual([])
})

test('a task can be made in 1C where a base has the number, by whoever may answer; not of a conversation in which nothing was said', () => {
  const lastMessage = { id: messageId(1), origin: 'client', kind: 'text', text: 'Когда?' } as const
  expect(deeds({ ...hers, lastMessage }, anna, true)).toContain('task')
  expect(deeds({ ...hers, lastMessage }, anna, false)).not.toContain('task')
  expect(deeds({ ...hers, lastMessage }, vera, true)).not.toContain('task')
  expect(deeds(hers, anna, true)).not.toContain('task')
})
