import type { ChannelSettings } from '../../shared/channel-settings.ts'
import { defaultChannelSettings } from '../../shared/channel-settings.ts'
import type { ChannelChange } from '../../shared/commands.ts'
import { type ChannelId, channelIdSchema, type NewId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { Clock } from '../clock.ts'
import { Refused } from '../refused.ts'
import {
  addChannel,
  type ChannelRow,
  keepChannelSettings,
  listChannels,
  moveChannel,
  nameChannel,
  noteChannelPhone,
  removeChannel,
  removedChannels,
  settingsOfChannel,
} from '../store/channels.ts'
import type { Store, Writer } from '../store/open.ts'
import { failOutboxOf } from './fail-outbox.ts'
import { withKeptPassword } from './proxy-password.ts'

export interface ChannelListParts {
  store: Store
  clock: Clock
  newId: NewId
}

/** The company's numbers as the administrator has them: which there are, in which order, how each is called and set up. */
export class ChannelList {
  #rows = new Map<ChannelId, ChannelRow>()

  private constructor(private readonly parts: ChannelListParts) {}

  /** A relay begins with one number. */
  static async open(parts: ChannelListParts): Promise<ChannelList> {
    const list = new ChannelList(parts)
    await list.#write(async (tx) => {
      if ((await listChannels(tx)).length === 0) await list.#insert(tx, 'WhatsApp')
    })
    // The relay may have died while it removed one.
    const { store, clock } = parts
    await store.write(async (tx) => {
      for (const id of await removedChannels(tx)) await failOutboxOf(tx, id, clock.now())
    })
    return list
  }

  /** In the administrator's order. */
  get ids(): ChannelId[] {
    return [...this.#rows.keys()]
  }

  has = (id: ChannelId): boolean => this.#rows.has(id)

  titleOf = (id: ChannelId): string => this.#rows.get(id)?.name ?? ''

  positionOf = (id: ChannelId): number => this.ids.indexOf(id)

  /** The number that it was paired with last. */
  phoneOf = (id: ChannelId): PhoneNumber | undefined => this.#rows.get(id)?.phone ?? undefined

  /** The defaults for a number that was removed. */
  settingsOf = (id: ChannelId): ChannelSettings => {
    const row = this.#rows.get(id)
    return row ? settingsOfChannel(row) : defaultChannelSettings
  }

  /** @throws Refused `notFound` */
  known = (id: ChannelId): ChannelId => {
    if (!this.has(id)) throw new Refused('notFound', 'There is no such number.')
    return id
  }

  add = (title: string): Promise<ChannelId> => this.#write((tx) => this.#insert(tx, title))

  /** @throws Refused `notFound`, `badRequest` */
  change = async (id: ChannelId, { title, position, settings }: ChannelChange): Promise<void> => {
    await this.#write(async (tx) => {
      const row = (await listChannels(tx)).find((each) => each.id === id)
      if (!row) throw new Refused('notFound', 'There is no such number.')
      if (title !== undefined) await nameChannel(tx, id, title)
      if (position !== undefined) await moveChannel(tx, id, position)
      if (settings !== undefined) await keepChannelSettings(tx, id, changedSettings(settingsOfChannel(row), settings))
    })
  }

  /** Its conversations stay readable; what waits to leave through it will not. */
  remove = async (id: ChannelId): Promise<void> => {
    const { store, clock } = this.parts
    await this.#write((tx) => removeChannel(tx, id, clock.now()))
    // After that: whoever writes a message holds its conversation and then asks whether the number is there.
    await store.write((tx) => failOutboxOf(tx, id, clock.now()))
  }

  notePhone = async (id: ChannelId, { phone, name }: { phone: PhoneNumber; name: string }): Promise<void> => {
    const row = this.#rows.get(id)
    if (row?.phone === phone && row.push_name === name) return
    await this.#write((tx) => noteChannelPhone(tx, id, phone, name))
  }

  async #insert(tx: Writer, title: string): Promise<ChannelId> {
    const { clock, newId } = this.parts
    const id = newId(channelIdSchema)
    await addChannel(tx, { id, name: title, createdAt: clock.now() })
    return id
  }

  async #write<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    const { store } = this.parts
    const { result, rows } = await store.write(async (tx) => ({ result: await work(tx), rows: await listChannels(tx) }))
    this.#rows = new Map(rows.map((row) => [row.id, row]))
    return result
  }
}

/** @throws Refused `badRequest` */
function changedSettings(kept: ChannelSettings, change: NonNullable<ChannelChange['settings']>): ChannelSettings {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const changed: ChannelSettings = { ...kept, ...given }
  const proxy = withKeptPassword(changed.proxy, kept.proxy)
  if (proxy === undefined)
    throw new Refused('badRequest', 'settings.proxy: *** keeps the password of this very address; type it again.')
  return { ...changed, proxy }
}
