import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { ChannelId } from '../../shared/ids.ts'
import type { ChannelList } from './channel-list.ts'

/** What other parts know of a number: WhatsApp restricts it, its history is being loaded, how many strangers were written to today. */
export type ChannelNotes = Partial<Pick<ChannelStatus, 'restriction' | 'historyPercent' | 'allowance'>>

/** What the link to WhatsApp knows of a number. */
export type LinkPart = Omit<ChannelStatus, 'title' | 'position' | keyof ChannelNotes>

/** The numbers as people see them: the link, the administrator's words and what other parts have noted, in one. */
export class ChannelBoard {
  readonly #notes = new Map<ChannelId, ChannelNotes>()

  constructor(
    private readonly list: ChannelList,
    private readonly linkOf: (id: ChannelId) => LinkPart,
  ) {}

  /** In the administrator's order. */
  all = (): ChannelStatus[] => this.list.ids.map(this.of)

  of = (id: ChannelId): ChannelStatus => {
    const link = this.linkOf(id)
    const phone = link.phone ?? this.list.phoneOf(id)
    return {
      ...link,
      ...(phone ? { phone } : {}),
      title: this.list.titleOf(id),
      position: this.list.positionOf(id),
      ...this.#notes.get(id),
    }
  }

  /** A note that is `undefined` is taken back; those that are not named stay. @returns whether anything has changed. */
  note = (id: ChannelId, notes: { [Name in keyof ChannelNotes]: ChannelNotes[Name] | undefined }): boolean => {
    const before = this.#notes.get(id) ?? {}
    const after = Object.fromEntries(
      Object.entries({ ...before, ...notes }).filter(([, value]) => value !== undefined),
    ) as ChannelNotes
    this.#notes.set(id, after)
    return JSON.stringify(before) !== JSON.stringify(after)
  }

  forget = (id: ChannelId): void => void this.#notes.delete(id)
}
