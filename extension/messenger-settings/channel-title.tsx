import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import type { ChannelCardState } from './create-channel-card-state.ts'

export interface ChannelTitleProps {
  channel: ChannelStatus
  /** Its place among so many. */
  place: number
  count: number
  state: ChannelCardState
}

/** What the number is called, and its place in the list. */
export function ChannelTitle({ channel, place, count, state }: ChannelTitleProps) {
  const typed = useSignal<string | undefined>(undefined)
  if (typed.value !== undefined) {
    const submit = async (event: Event) => {
      event.preventDefault()
      const title = typed.value?.trim() ?? ''
      if (title === '' || title === channel.title || (await state.change.run({ title }))) typed.value = undefined
    }
    return (
      <form class="card-actions" aria-label={i18n.t('channels.rename')} noValidate onSubmit={submit}>
        <Field label={i18n.t('channels.name')} value={typed.value} onType={(text) => (typed.value = text)} />
        <Button type="submit" busy={state.change.busy.value}>
          {i18n.t('settings.save')}
        </Button>
        <Button onPress={() => (typed.value = undefined)}>{i18n.t('settings.undo')}</Button>
      </form>
    )
  }
  const move = (to: number) => void state.change.run({ position: to })
  return (
    <div class="channel-title">
      <h3>{channel.title}</h3>
      <Button look="icon" label={i18n.t('channels.rename')} onPress={() => (typed.value = channel.title)}>
        <Icon name="edit" />
      </Button>
      {place > 0 && (
        <Button look="icon" label={i18n.t('channels.moveUp', [channel.title])} onPress={() => move(place - 1)}>
          <Icon name="up" />
        </Button>
      )}
      {place < count - 1 && (
        <Button look="icon" label={i18n.t('channels.moveDown', [channel.title])} onPress={() => move(place + 1)}>
          <Icon name="down" />
        </Button>
      )}
    </div>
  )
}
