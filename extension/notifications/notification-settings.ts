import * as v from 'valibot'

const timeOfDay = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
const weekday = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))

/** From one time of day to another on these days (1 is Monday); an end before the beginning lies on the next day. */
export interface QuietHours {
  on: boolean
  from: string
  to: string
  weekdays: number[]
}

/** Where a click on a notification leads. */
export const clickTargets = ['popup', 'sidePanel'] as const
export type ClickTarget = (typeof clickTargets)[number]

/** How this person wants to be told, in this browser. */
export interface NotificationSettings {
  on: boolean
  /** What was written stands on the screen, not only who wrote. */
  showText: boolean
  sound: boolean
  opensIn: ClickTarget
  quietHours: QuietHours
}

export const defaultNotificationSettings: NotificationSettings = {
  on: true,
  showText: true,
  sound: true,
  opensIn: 'popup',
  quietHours: { on: false, from: '20:00', to: '08:00', weekdays: [1, 2, 3, 4, 5, 6, 7] },
}

const or = <Schema extends v.GenericSchema>(schema: Schema, otherwise: v.InferOutput<Schema>) =>
  v.fallback(v.optional(schema, otherwise), otherwise)

const { quietHours: usualHours, ...usual } = defaultNotificationSettings

/** Whatever another version has stored: what cannot be read is as usual. */
const settingsSchema = or(
  v.object({
    on: or(v.boolean(), usual.on),
    showText: or(v.boolean(), usual.showText),
    sound: or(v.boolean(), usual.sound),
    opensIn: or(v.picklist(clickTargets), usual.opensIn),
    quietHours: or(
      v.object({ on: v.boolean(), from: timeOfDay, to: timeOfDay, weekdays: v.array(weekday) }),
      usualHours,
    ),
  }),
  defaultNotificationSettings,
)

export const notificationSettingsFrom = (stored: unknown): NotificationSettings => v.parse(settingsSchema, stored)

/** «Не беспокоить»: until a moment; without one until it is switched off. Absent: disturb. */
export type DoNotDisturb = { until?: number | undefined } | undefined

const doNotDisturbSchema = v.fallback(v.optional(v.object({ until: v.optional(v.number()) })), undefined)

export const doNotDisturbFrom = (stored: unknown): DoNotDisturb => v.parse(doNotDisturbSchema, stored)
