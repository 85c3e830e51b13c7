import type { ConnectionState } from '@whiskeysockets/baileys'
import * as v from 'valibot'

/** Why a connection has ended, as far as it decides what comes next. */
export type CloseCause =
  | 'restartRequired'
  | 'lost'
  | 'unlinked'
  | 'replaced'
  | 'banned'
  | 'versionRefused'
  | 'codesUsedUp'

/** A close as Baileys reports it. */
export interface Close {
  /** Baileys has shown all the codes it was given. */
  codesUsedUp: boolean
  /** Baileys' DisconnectReason or WhatsApp's own code; `undefined` for an end without an error. */
  code: number | undefined
  /** Said by WhatsApp, not guessed from a proxy's answer or thrown by Baileys itself: only then may it end a link. */
  saidByWhatsApp: boolean
  message: string
}

const boomSchema = v.looseObject({
  message: v.string(),
  output: v.looseObject({ statusCode: v.number() }),
})
/** `<conflict type="device_removed">` may come without a code, and Baileys takes every conflict for a replacement. */
const deviceRemovedSchema = v.looseObject({
  data: v.looseObject({ tag: v.literal('conflict'), attrs: v.looseObject({ type: v.literal('device_removed') }) }),
})
const downgraded = 'Multi-device beta not joined'

export function closeOf(lastDisconnect: ConnectionState['lastDisconnect']): Close {
  const error: unknown = lastDisconnect?.error
  if (!v.is(boomSchema, error)) {
    return { code: undefined, saidByWhatsApp: false, codesUsedUp: false, message: String(error ?? 'closed') }
  }
  const { message } = error
  return {
    code: v.is(deviceRemovedSchema, error) ? 401 : error.output.statusCode,
    // Baileys' words for a stream error and a refused login; a proxy's HTTP 401 comes as "WebSocket Error (…)".
    saidByWhatsApp: /^(Stream Errored|Connection Failure)/.test(message) || message === downgraded,
    codesUsedUp: message === 'QR refs attempts ended',
    message,
  }
}

/** What a close means; pure. */
export function causeOf(close: Close): CloseCause {
  if (close.codesUsedUp) return 'codesUsedUp'
  if (close.code === 515) return 'restartRequired'
  if (!close.saidByWhatsApp) return 'lost'
  switch (close.code) {
    // The device was removed from the phone's list. Only this ends a link for good: its keys are forgotten.
    case 401:
      return 'unlinked'
    case 440:
      return 'replaced'
    // 402 for a time, 403 for good, 406 the account itself.
    case 402:
    case 403:
    case 406:
      return 'banned'
    // 405 too old; 409 and 418 not a client that WhatsApp knows; 411 not a version for several devices.
    case 405:
    case 409:
    case 411:
    case 418:
      return 'versionRefused'
    // 400, 408, 428, 500, 501, 503 and whatever is new: tried again.
    default:
      return 'lost'
  }
}
