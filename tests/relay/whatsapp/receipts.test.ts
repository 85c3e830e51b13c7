import { expect, it } from 'vitest'
import { receiptsIn } from '../../../relay/whatsapp/receipts.ts'
import { whatsappIdOf } from '../../../relay/whatsapp/whatsapp-id.ts'
import { channelIdSchema, createNewId, messageIdSchema } from '../../../shared/ids.ts'

const channelId = createNewId(() => 0)(channelIdSchema)
const update = (id: string, status: number, fromMe = true) => ({
  key: { id, fromMe, remoteJid: 'x@s.whatsapp.net' },
  update: { status, messageTimestamp: 1_764_000_000 },
})

it('names the stages, one receipt for each', () => {
  expect(receiptsIn(channelId, [update('A', 3), update('B', 3), update('C', 4), update('D', 5)], 0)).toEqual([
    { channelId, whatsappIds: ['A', 'B'], stage: 'delivered', at: 1_764_000_000_000 },
    { channelId, whatsappIds: ['C'], stage: 'read', at: 1_764_000_000_000 },
    { channelId, whatsappIds: ['D'], stage: 'played', at: 1_764_000_000_000 },
  ])
})

it('says nothing of messages that are not ours, nor of acks and errors, which come another way', () => {
  expect(receiptsIn(channelId, [update('A', 4, false), update('B', 0), update('C', 2)], 0)).toEqual([])
})

it('takes our time when WhatsApp gives none', () => {
  const [receipt] = receiptsIn(channelId, [{ key: { id: 'A', fromMe: true }, update: { status: 3 } }], 42)
  expect(receipt?.at).toBe(42)
})

it('derives the same WhatsApp id from a message each time, and another from another', () => {
  const newId = createNewId(() => 0)
  const [one, other] = [newId(messageIdSchema), newId(messageIdSchema)]
  expect(whatsappIdOf(one)).toMatch(/^3EB0[0-9A-F]{18}$/)
  expect(whatsappIdOf(one)).toBe(whatsappIdOf(one))
  expect(whatsappIdOf(one)).not.toBe(whatsappIdOf(other))
})
