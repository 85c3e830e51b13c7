import type { IncomingChange, IncomingMessage } from './incoming-message.ts'

/**
 * What a change says by itself when the message that it changes was never seen: an edited text is still a text, the end of a call tells that there was one. It
 * stands under the id of the message that it changes, so that this one, should it come after all, is no second message. `undefined`: it says nothing without it.
 */
export function messageInstead({
  channelId,
  client,
  origin,
  target,
  at,
  change,
}: IncomingChange): IncomingMessage | undefined {
  const frame = { channelId, client, origin, whatsappId: target.whatsappId, at, text: '' }
  switch (change.type) {
    case 'edited':
      return { ...frame, kind: 'text', text: change.text, details: { edited: { at, earlier: [] } } }
    case 'location':
      return { ...frame, kind: 'location', details: { location: change.location } }
    case 'call':
      return { ...frame, kind: 'call', details: { call: change.call } }
    case 'deleted':
    case 'reaction':
    case 'votes':
      return undefined
    default:
      return change satisfies never
  }
}
