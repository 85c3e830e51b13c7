import { describe, expect, it } from 'vitest'
import { whyTellOfConversation } from '../../../extension/background/why-tell.ts'
import { clientAsShown } from '../../../extension/client/client-shown.ts'
import type { ClientCard } from '../../../shared/client.ts'
import type { Conversation } from '../../../shared/conversation.ts'
import type { Employee } from '../../../shared/employee.ts'
import {
  baseIdSchema,
  channelIdSchema,
  contactIdSchema,
  conversationIdSchema,
  employeeIdSchema,
} from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const baseId = newId(baseIdSchema)
const card = (ref: string, more: Partial<ClientCard> = {}): ClientCard => ({
  ...{ baseId, ref, name: ref, kind: 'person' },
  ...more,
})

describe('who a contact is in 1C', () => {
  it('is not said before 1C has answered', () => {
    expect(clientAsShown({})).toEqual({ is: 'unknown' })
  })
  it('is nobody when 1C knows nobody', () => {
    expect(clientAsShown({ clients: [] })).toEqual({ is: 'nobody' })
  })
  it('is the only card, and of several the chosen one', () => {
    expect(clientAsShown({ clients: [card('1')] })).toEqual({ is: 'client', card: card('1'), others: false })
    const chosen = card('2', { chosen: true })
    expect(clientAsShown({ clients: [card('1'), chosen] })).toEqual({ is: 'client', card: chosen, others: true })
  })
  it('is to be chosen when there are several', () => {
    expect(clientAsShown({ clients: [card('1'), card('2')] })).toMatchObject({ is: 'several' })
  })
})

describe('a conversation that 1C has given to somebody', () => {
  const olga: Employee = { id: newId(employeeIdSchema), name: 'Ольга', rights: ['read', 'reply'], inQueue: false }
  const told: Conversation = {
    id: newId(conversationIdSchema),
    channelId: newId(channelIdSchema),
    contact: { id: newId(contactIdSchema), name: 'Анна' },
    state: 'inWork',
    ownerId: olga.id,
    unread: 1,
    waitingSince: 5,
    lastMessageAt: 5,
    revision: 8,
  }
  const before = { waitsForMe: 0 as const, revision: 7 }

  it('is announced to her', () => {
    expect(whyTellOfConversation(before, { conversation: told }, olga)).toBe('handedOver')
  })
  it('is not, when she has taken it herself on another computer, nor when a colleague gives it: his note tells', () => {
    for (const by of [olga.id, newId(employeeIdSchema)])
      expect(whyTellOfConversation(before, { conversation: told, by }, olga)).toBeUndefined()
  })
  it('is announced to her also when a colleague had it before, and she could not see it', () => {
    expect(whyTellOfConversation(undefined, { conversation: told }, olga)).toBe('handedOver')
  })
  it.each([
    ['a colleague', { ...told, ownerId: newId(employeeIdSchema) }, before],
    ['her, when she has answered it herself', { ...told, waitingSince: undefined }, before],
    ['her again, when she was told already', told, { waitsForMe: 1 as const, revision: 7 }],
    ['her, when that is old news', told, { waitsForMe: 0 as const, revision: 8 }],
  ])('is not announced to %s', (_, conversation, known) => {
    const { waitingSince, ...rest } = conversation
    const now = waitingSince === undefined ? rest : { ...rest, waitingSince }
    expect(whyTellOfConversation(known, { conversation: now }, olga)).toBeUndefined()
  })
})
