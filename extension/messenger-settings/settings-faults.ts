import * as v from 'valibot'
import { type ChannelSettings, channelSettingsSchema } from '../../shared/channel-settings.ts'

export type SettingName = keyof ChannelSettings
export type SettingsFaults = Partial<Record<SettingName, true>>

/** Which fields cannot be saved as they stand; the relay holds the very same rules. */
export function settingsFaults(change: Partial<ChannelSettings>): SettingsFaults {
  const read = v.safeParse(v.partial(channelSettingsSchema), change)
  if (read.success) return {}
  const names = read.issues.flatMap(({ path }) => settingNames.filter((name) => name === path?.[0]?.key))
  return Object.fromEntries(names.map((name) => [name, true]))
}

const settingNames = v.keyof(channelSettingsSchema).options

/** What differs from what the relay has. */
export function changedSettings(
  saved: ChannelSettings | undefined,
  form: ChannelSettings | undefined,
): Partial<ChannelSettings> {
  if (saved === undefined || form === undefined) return {}
  return Object.fromEntries(Object.entries(form).filter(([name, value]) => !Object.is(Reflect.get(saved, name), value)))
}
