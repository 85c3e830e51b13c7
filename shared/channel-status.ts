import * as v from 'valibot'
import { channelIdSchema, instantSchema } from './ids.ts'
import { phoneNumberSchema } from './phone-number.ts'

/** How a channel's link to WhatsApp is. A closed list: the sentence for each stands below, in both languages. */
export const channelStates = [
  'notPaired',
  'waitingForScan',
  'codesUsedUp',
  'pairing',
  'connecting',
  'online',
  'suspect',
  'reconnecting',
  'unlinked',
  'replaced',
  'banned',
  'versionRefused',
  'otherNumber',
] as const
export const channelStateSchema = v.picklist(channelStates)
export type ChannelState = v.InferOutput<typeof channelStateSchema>

/** What stands in the way of a channel that is not online, as far as it can be told. A closed list with a sentence for each. */
export const channelTroubles = [
  'unreachable',
  'proxyUnreachable',
  'proxyRefused',
  'damagedKeys',
  'linkedElsewhere',
  'phoneRefused',
] as const
export const channelTroubleSchema = v.picklist(channelTroubles)
export type ChannelTrouble = v.InferOutput<typeof channelTroubleSchema>

export const channelStatusSchema = v.object({
  channelId: channelIdSchema,
  state: channelStateSchema,
  /** Since when. */
  since: instantSchema,
  /** The company's number, once known. */
  phone: v.optional(phoneNumberSchema),
  /** The name that WhatsApp shows to clients, once known. */
  name: v.optional(v.string()),
  /** What the administrator calls this number, and its place in the list. */
  title: v.string(),
  position: v.number(),
  /** With `otherNumber`: the number that was scanned, whereas `phone` is the one that this channel has had so far. */
  otherPhone: v.optional(phoneNumberSchema),
  /** Why it is not online, beside what the state says. */
  trouble: v.optional(channelTroubleSchema),
  /** WhatsApp does not let this number write to strangers (or at all) for a time. */
  restriction: v.optional(v.object({ since: instantSchema, until: v.optional(instantSchema) })),
  /** While the phone's history is being loaded: 0–100. */
  historyPercent: v.optional(v.number()),
  /** New conversations begun by us today, and how many there may be. */
  allowance: v.optional(v.object({ used: v.number(), limit: v.number() })),
})
export type ChannelStatus = v.InferOutput<typeof channelStatusSchema>

/** A code to scan. Only administrators ever get it. */
export const pairingCodeSchema = v.object({
  channelId: channelIdSchema,
  /** The text of the QR code. */
  qr: v.string(),
  /** After this moment WhatsApp refuses it. */
  expiresAt: instantSchema,
  /** 1-based; WhatsApp gives `total` codes, then «Обновить код» is needed. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  total: v.pipe(v.number(), v.integer(), v.minValue(1)),
})
export type PairingCode = v.InferOutput<typeof pairingCodeSchema>

/** A code to type on the phone («Привязать по номеру телефона»). Only administrators ever get it. */
export const phoneCodeSchema = v.object({
  channelId: channelIdSchema,
  /** Eight letters and digits. */
  code: v.string(),
  /** For which number it was made. */
  phone: phoneNumberSchema,
  expiresAt: instantSchema,
})
export type PhoneCode = v.InferOutput<typeof phoneCodeSchema>

/** What administrators are told of without asking: `down` after a minute without a connection, everything else at once. */
export const channelAlertSchema = v.object({
  channelId: channelIdSchema,
  kind: v.picklist(['down', 'unlinked', 'replaced', 'banned', 'versionRefused', 'restricted', 'deaf']),
  since: instantSchema,
})
export type ChannelAlert = v.InferOutput<typeof channelAlertSchema>
