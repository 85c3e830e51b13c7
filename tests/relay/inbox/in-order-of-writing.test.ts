import { describe, expect, it } from 'vitest'
import { neverBefore } from '../../../relay/inbox/in-order-of-writing.ts'
import type { IncomingMessage } from '../../../relay/inbox/incoming-message.ts'
import { channelIdSchema, conversationIdSchema } from '../../../shared/ids.ts'
import { countingIds } from '../../world/ids.ts'

const newId = countingIds()
const anna = newId(conversationIdSchema)
const ivan = newId(conversationIdSchema)
const now = 1_000_000
const channelId = newId(channelIdSchema)
const message = (at: number, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  channelId,
  client: { name: 'Анна', lid: '1' },
  origin: 'client',
  whatsappId: `W${at}`,
  at,
  kind: 'text',
  text: '',
  ...more,
})
const moments = (messages: IncomingMessage[]) => messages.map(({ at }) => at)

describe('a client’s messages, in the order in which he wrote them', () => {
  it('stand where they are when they grow', () => {
    expect(moments(neverBefore([message(1), message(2)], [anna, anna], new Map(), now))).toEqual([1, 2])
  })

  it('never stand before one that is here already, nor before one of the same burst', () => {
    const last = new Map([[anna, 50]])
    expect(moments(neverBefore([message(10), message(60), message(20)], [anna, anna, anna], last, now))).toEqual([
      50, 60, 60,
    ])
  })

  it('do not wait for another client', () => {
    expect(moments(neverBefore([message(60), message(20)], [anna, ivan], new Map([[anna, 50]]), now))).toEqual([60, 20])
  })

  it('are not drawn into the future by one whose clock was wrong', () => {
    expect(moments(neverBefore([message(now + 5), message(20)], [anna, anna], new Map(), now))).toEqual([now + 5, 20])
  })

  it('do not move history, nor what somebody wrote on the corporate phone', () => {
    const last = new Map([[anna, 50]])
    const others = [message(10, { fromHistory: true }), message(11, { origin: 'phone' })]
    expect(moments(neverBefore(others, [anna, anna], last, now))).toEqual([10, 11])
  })
})
