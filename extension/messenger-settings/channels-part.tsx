import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { Banner, BannerPlace, Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { EmptyPlace } from '../design/empty-place.tsx'
import { Field } from '../design/field.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { notices } from '../inbox/link-sentences.ts'
import { ChannelCard } from './channel-card.tsx'
import type { ChannelsState } from './create-channels-state.ts'

export interface ChannelsPartProps {
  here: HereRow
  state: ChannelsState
  now: ReadonlySignal<Instant>
}

export function ChannelsPart({ here, state, now }: ChannelsPartProps) {
  const channels = [...here.channels].sort((one, other) => one.position - other.position)
  const known = channels.map(({ channelId }) => channelId).join()
  useEffect(() => void state.load.run(), [state, here.link, known])
  // Without the relay the states below are what it said last.
  const lineDown = here.link === 'live' ? [] : notices(here, now.value)
  return (
    <>
      <BannerPlace>
        {lineDown.map(({ tone, text }) => (
          <Banner key={text} tone={tone} text={text} />
        ))}
      </BannerPlace>
      {channels.length === 0 && <EmptyPlace title={i18n.t('channels.noneTitle')} text={i18n.t('channels.noneText')} />}
      {channels.map((channel, place) => (
        <ChannelCard
          key={channel.channelId}
          channel={channel}
          place={place}
          count={channels.length}
          here={here}
          state={state.of(channel.channelId)}
          now={now}
        />
      ))}
      {channels.length > 0 && <AddForm state={state} />}
    </>
  )
}

function AddForm({ state }: { state: ChannelsState }) {
  const refused = state.add.refused.value
  const submit = (event: Event) => {
    event.preventDefault()
    void state.add.run()
  }
  return (
    <form class="card" aria-label={i18n.t('channels.add')} noValidate onSubmit={submit}>
      <h3>{i18n.t('channels.add')}</h3>
      <p class="quiet">{i18n.t('channels.addHow')}</p>
      <Field
        label={i18n.t('channels.name')}
        placeholder={i18n.t('channels.nameExample')}
        value={state.title.value}
        onType={(text) => (state.title.value = text)}
        testId="channel-name"
      />
      <Problem text={refused && askedSentence(refused)} />
      <div class="card-actions">
        <Button type="submit" busy={state.add.busy.value} off={state.title.value.trim() === ''} testId="channel-add">
          {i18n.t('channels.addVerb')}
        </Button>
      </div>
    </form>
  )
}
