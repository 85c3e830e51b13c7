import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ChannelRow } from '../../shared/answers.ts'
import type { ChannelId } from '../../shared/ids.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { Administration } from './administration.ts'
import { type ChannelCardState, createChannelCardState } from './create-channel-card-state.ts'

/** The company's numbers. How they are comes by `here`; how they are set up is asked of the relay. */
export interface ChannelsState {
  rows: ReadonlySignal<ChannelRow[] | undefined>
  /** The name of the number that is to be added. */
  title: Signal<string>
  load: Action<[]>
  add: Action<[]>
  of(channelId: ChannelId): ChannelCardState
}

export function createChannelsState(inbox: Administration): ChannelsState {
  const rows = signal<ChannelRow[] | undefined>(undefined)
  const title = signal('')
  const cards = new Map<ChannelId, ChannelCardState>()
  const put = (row: ChannelRow) => {
    const others = rows.value?.filter(({ channel }) => channel.channelId !== row.channel.channelId) ?? []
    rows.value = [...others, row]
  }
  const adding = createAction(inbox.addChannel, (row) => {
    put(row)
    title.value = ''
  })
  return {
    rows,
    title,
    load: createAction(inbox.channels, (told) => {
      rows.value = told
    }),
    add: { ...adding, run: async () => title.value.trim() !== '' && adding.run(title.value.trim()) },
    of(channelId) {
      const card = cards.get(channelId) ?? createChannelCardState(inbox, channelId, rows, put)
      cards.set(channelId, card)
      return card
    },
  }
}
