import type { proto } from '@whiskeysockets/baileys'
import type { MessageDetails } from '../../../shared/message.ts'
import { cleanLine, cleanText } from './clean-text.ts'
import type { MessageContent } from './message-content.ts'
import { unsupportedContent } from './unsupported.ts'

/** A place: where somebody is, or one that he has chosen on the map. */
export function locationContent(message: proto.IMessage): MessageContent | undefined {
  const { locationMessage } = message
  if (!locationMessage) return undefined
  const point = pointOf(locationMessage)
  if (!point) return unsupportedContent(message)
  const name = cleanLine(locationMessage.name)
  const address = cleanLine(locationMessage.address)
  const location = { ...point, ...(name && { name }), ...(address && { address }) }
  return { kind: 'location', text: cleanText(locationMessage.comment), details: { location } }
}

type Point = Pick<NonNullable<MessageDetails['location']>, 'latitude' | 'longitude'>

/** On this earth, or not at all. */
export function pointOf({ degreesLatitude: latitude, degreesLongitude: longitude }: proto.Message.ILocationMessage) {
  const on = (value: number | null | undefined, limit: number): value is number =>
    typeof value === 'number' && Math.abs(value) <= limit
  return on(latitude, 90) && on(longitude, 180) ? ({ latitude, longitude } satisfies Point) : undefined
}
