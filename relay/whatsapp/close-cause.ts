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

export function closeOf(lastDisconnect: ConnectionState['lastDisconnect']): Close {
  const error: unknown = lastDisconnect?.error
  if (!v.is(boomSchema, error)) {
    return { code: undefined, saidByWhatsApp: false, codesUsedUp: false, message: String(error ?? 'closed') }
  }
  const { message } = error
  return {
    code: error.output.statusCode,
    // Baileys' words for a stream error and a refused login; a proxy's HTTP 401 comes as "WebSocket Error (…)".
    saidByWhatsApp: /^(Stream Errored|Connection Failure)/.test(message),
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
    // 401 logged out, 406 logged out for an unknown reason.
    case 401:
    case 406:
      return 'unlinked'
    case 440:
      return 'replaced'
    // 402 for a time, 403 for good.
    case 402:
    case 403:
      return 'banned'
    // 405 version too old, 409 refused as a client.
    case 405:
    case 409:
      return 'versionRefused'
    default:
      return 'lost'
  }
}
