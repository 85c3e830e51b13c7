import * as v from 'valibot'
import { channelIdSchema, instantSchema } from '../../shared/ids.ts'
import { messageDetailsSchema } from '../../shared/message.ts'
import { phoneNumberSchema } from '../../shared/phone-number.ts'
import type { IncomingChange, MessageChange, ReadVotes } from './incoming-message.ts'

const { location, call } = messageDetailsSchema.entries

/** A change as it waits in the store. How to read a vote comes with its poll. */
const waitingSchema = v.object({
  channelId: channelIdSchema,
  client: v.object({
    phone: v.exactOptional(phoneNumberSchema),
    lid: v.exactOptional(v.string()),
    name: v.string(),
  }),
  origin: v.picklist(['client', 'phone']),
  whatsappId: v.string(),
  at: instantSchema,
  target: v.object({ whatsappId: v.string(), fromUs: v.boolean() }),
  change: v.variant('type', [
    v.object({ type: v.literal('edited'), text: v.string() }),
    v.object({ type: v.literal('deleted') }),
    v.object({ type: v.literal('reaction'), emoji: v.string() }),
    v.object({ type: v.literal('votes'), vote: v.string() }),
    v.object({ type: v.literal('location'), location: v.nonOptional(location) }),
    v.object({ type: v.literal('call'), call: v.nonOptional(call) }),
  ]),
})

/** For the store. */
export const waitingAsJson = (change: IncomingChange): string => JSON.stringify(change)

/** From the store. @param read how to read votes; without it a vote cannot be read and stays what it is. */
export function waitingFromJson(json: string, read: ReadVotes = () => undefined): IncomingChange {
  const waiting = v.parse(waitingSchema, JSON.parse(json))
  const change: MessageChange = waiting.change.type === 'votes' ? { ...waiting.change, read } : waiting.change
  return { ...waiting, change }
}
