import type { ChannelRow } from '../../shared/answers.ts'
import type { ChannelChange, KeptNumber } from '../../shared/commands.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { PhoneNumber } from '../../shared/phone-number.ts'
import type { ChannelBoard } from './channel-board.ts'
import type { ChannelList } from './channel-list.ts'
import { withoutPassword } from './proxy-password.ts'

/** The links of the numbers to WhatsApp, as far as the administrator moves them. */
export interface ChannelLinks {
  startPairing(id: ChannelId, phone?: PhoneNumber): Promise<void>
  connect(id: ChannelId): Promise<void>
  connectAnew(id: ChannelId): Promise<void>
  unlink(id: ChannelId): Promise<void>
  answerOtherNumber(id: ChannelId, keep: KeptNumber): Promise<void>
  remove(id: ChannelId): Promise<void>
}

export interface AdministerChannelsParts {
  list: ChannelList
  board: ChannelBoard
  links: ChannelLinks
  /** A phone as a person types it. @throws Refused `badRequest` */
  readPhone: (text: string) => PhoneNumber
  /** A number was added: what belongs to each begins. */
  begin(id: ChannelId): void
  /** It is about to be removed: what belongs to it ends. */
  end(id: ChannelId): Promise<void>
  /** The list has changed, or how a number is set up. */
  onChanged(): void
}

/** What the administrator does with the company's numbers. An unknown one is refused in words. */
export function administerChannels(parts: AdministerChannelsParts) {
  const { list, board, links, begin, end, onChanged } = parts
  const rowOf = (id: ChannelId): ChannelRow => {
    const settings = list.settingsOf(id)
    return { channel: board.of(id), settings: { ...settings, proxy: withoutPassword(settings.proxy) } }
  }
  return {
    list: (): ChannelRow[] => list.ids.map(rowOf),
    add: async (title: string): Promise<ChannelRow> => {
      const id = await list.add(title)
      begin(id)
      onChanged()
      return rowOf(id)
    },
    change: async (id: ChannelId, change: ChannelChange): Promise<ChannelRow> => {
      const before = list.settingsOf(list.known(id)).proxy
      await list.change(id, change)
      onChanged()
      if (list.settingsOf(id).proxy !== before) await links.connectAnew(id)
      return rowOf(id)
    },
    remove: async (id: ChannelId): Promise<void> => {
      await end(list.known(id))
      await links.remove(id)
      await list.remove(id)
      board.forget(id)
      onChanged()
    },
    startPairing: async (id: ChannelId, phone?: string): Promise<void> =>
      links.startPairing(list.known(id), phone === undefined ? undefined : parts.readPhone(phone)),
    unlink: async (id: ChannelId): Promise<void> => links.unlink(list.known(id)),
    connect: async (id: ChannelId): Promise<void> => links.connect(list.known(id)),
    answerOtherNumber: async (id: ChannelId, keep: KeptNumber): Promise<void> =>
      links.answerOtherNumber(list.known(id), keep),
  }
}
