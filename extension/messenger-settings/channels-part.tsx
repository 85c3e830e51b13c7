import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import { type ChannelStatus, channelSentences } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import { showPhone } from '../../shared/phone-number.ts'
import type { HereRow } from '../database/database.ts'
import { Banner, Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { EmptyPlace } from '../design/empty-place.tsx'
import { language } from '../design/language.ts'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { channelTones, notices } from '../inbox/link-sentences.ts'
import type { ChannelsState } from './create-channels-state.ts'
import { PairingPanel } from './pairing-panel.tsx'
import { pairingStep } from './pairing-step.ts'

export interface ChannelsPartProps {
  here: HereRow
  state: ChannelsState
  now: ReadonlySignal<Instant>
}

export function ChannelsPart({ here, state, now }: ChannelsPartProps) {
  if (here.channels.length === 0) {
    return <EmptyPlace title={i18n.t('channels.noneTitle')} text={i18n.t('channels.noneText')} />
  }
  // Without the relay the states below are what it said last.
  const lineDown = here.link === 'live' ? [] : notices(here, now.value)
  return (
    <>
      {lineDown.map(({ tone, text }) => (
        <Banner key={text} tone={tone} text={text} />
      ))}
      {here.channels.map((channel) => (
        <ChannelCard key={channel.channelId} channel={channel} here={here} state={state} now={now} />
      ))}
    </>
  )
}

function ChannelCard({ channel, here, state, now }: ChannelsPartProps & { channel: ChannelStatus }) {
  const code = here.pairing.find(({ channelId }) => channelId === channel.channelId)
  const step = pairingStep(channel.state)
  const refused = state.pair.refused.value ?? state.unlink.refused.value
  const title = channel.phone === undefined ? i18n.t('channels.unpaired') : showPhone(channel.phone)
  return (
    <section class="card" aria-label={title}>
      <h3>
        {title}
        {channel.name !== undefined && <span class="quiet"> {channel.name}</span>}
      </h3>
      <p class="sign-line" data-testid="channel-state" data-state={channel.state} role="status">
        <StateSign tone={here.link === 'live' ? channelTones[channel.state] : 'quiet'} />
        {channelSentences[channel.state][language()]}
      </p>
      {step.showsCode && (
        <PairingPanel
          code={code}
          state={channel.state}
          renewing={state.pair.busy}
          now={now}
          renew={() => state.pair.run(channel.channelId)}
        />
      )}
      <Problem text={refused === undefined ? undefined : askedSentence(refused)} />
      <ChannelActions channel={channel} state={state} />
    </section>
  )
}

function ChannelActions({
  channel: { channelId, state: channelState },
  state,
}: {
  channel: ChannelStatus
  state: ChannelsState
}) {
  const step = pairingStep(channelState)
  if (step.begin === undefined && !step.mayUnlink) return null
  return (
    <div class="card-actions">
      {step.begin !== undefined && (
        <Button
          look="main"
          busy={state.pair.busy.value}
          onPress={() => state.pair.run(channelId)}
          testId="start-pairing"
        >
          {i18n.t(`channels.${step.begin}`)}
        </Button>
      )}
      {step.mayUnlink && (
        <ConfirmButton
          question={i18n.t('channels.unlinkQuestion')}
          yes={i18n.t('channels.unlinkYes')}
          busy={state.unlink.busy.value}
          onConfirm={() => state.unlink.run(channelId)}
        >
          {i18n.t('channels.unlink')}
        </ConfirmButton>
      )}
    </div>
  )
}
