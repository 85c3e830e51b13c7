import type { BaseRow } from '../../shared/answers.ts'
import type { BaseChange } from '../../shared/commands.ts'
import type { ChannelId } from '../../shared/ids.ts'

/** The settings of a base as they stand in the form. */
export interface BaseSetUp {
  name: string
  /** All numbers that no other base has. */
  allOthers: boolean
  channels: ChannelId[]
  webAddress: string
  preferResponsible: boolean
}

export const setUpOf = (row: BaseRow): BaseSetUp => ({
  name: row.name,
  allOthers: row.channels === null,
  channels: row.channels ?? [], // null: it has no list of its own
  webAddress: row.webAddress ?? '',
  preferResponsible: row.preferResponsible,
})

/** Only what differs is sent: two administrators at once do not undo each other. */
export function changeOf(row: BaseRow, form: BaseSetUp): BaseChange {
  const channels = form.allOthers ? null : form.channels
  const webAddress = form.webAddress.trim() === '' ? null : form.webAddress.trim()
  return {
    ...(form.name.trim() === row.name ? {} : { name: form.name.trim() }),
    ...(sameNumbers(channels, row.channels) ? {} : { channels }),
    ...(webAddress === (row.webAddress ?? null) ? {} : { webAddress }),
    ...(form.preferResponsible === row.preferResponsible ? {} : { preferResponsible: form.preferResponsible }),
  }
}

const sameNumbers = (one: readonly ChannelId[] | null, other: readonly ChannelId[] | null): boolean =>
  JSON.stringify(one && [...one].sort()) === JSON.stringify(other && [...other].sort())

export type SetUpFault = 'name' | 'noChannels' | 'webAddressFault'

/** Why it cannot be saved as it stands; the relay holds the same rules. */
export function setUpFault({ name, allOthers, channels, webAddress }: BaseSetUp): SetUpFault | undefined {
  if (name.trim() === '') return 'name'
  if (!allOthers && channels.length === 0) return 'noChannels'
  const address = webAddress.trim()
  return address === '' || (/^https?:\/\//.test(address) && URL.canParse(address)) ? undefined : 'webAddressFault'
}

/** The name of the other base that has this number by name; undefined when it is free. */
export const ownerOf = (channel: ChannelId, base: BaseRow, all: readonly BaseRow[]): string | undefined =>
  all.find(({ id, channels }) => id !== base.id && channels?.includes(channel))?.name
