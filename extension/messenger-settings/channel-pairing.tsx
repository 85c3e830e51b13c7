import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ChannelStatus } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import type { HereRow } from '../database/database.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { channelTones } from '../inbox/link-sentences.ts'
import { ChannelNews } from './channel-news.tsx'
import type { ChannelCardState } from './create-channel-card-state.ts'
import { OtherNumberQuestion } from './other-number-question.tsx'
import { PairingPanel } from './pairing-panel.tsx'
import { pairingSentence } from './pairing-sentence.ts'
import { type PairingStep, pairingStep } from './pairing-step.ts'
import { PhoneForm } from './phone-pairing.tsx'

export interface ChannelPairingProps {
  channel: ChannelStatus
  /** How many numbers there are: the last one cannot be removed. */
  count: number
  here: HereRow
  state: ChannelCardState
  now: ReadonlySignal<Instant>
}

/** How a number is, and all that leads to its being linked: the code, the steps on the phone, what is in the way. */
export function ChannelPairing({ channel, count, here, state, now }: ChannelPairingProps) {
  const waits = useWaitForCode(channel, state)
  const step = pairingStep(waits ? 'waitingForScan' : channel.state)
  const typesPhone = state.typedPhone.value !== undefined
  return (
    <>
      <p class="sign-line" data-testid="channel-state" data-state={channel.state} role="status">
        <StateSign tone={here.link === 'live' ? channelTones[channel.state] : 'quiet'} />
        {waits ? i18n.t('channelState.connecting') : cardSentence(channel)}
      </p>
      <ChannelNews channel={channel} here={here} now={now.value} />
      {step.asksWhich && <OtherNumberQuestion channel={channel} state={state} />}
      {step.showsCode && (
        <PairingPanel
          code={here.pairing.find(({ channelId }) => channelId === channel.channelId)}
          phoneCode={here.phoneCodes?.find(({ channelId }) => channelId === channel.channelId)}
          channelState={channel.state}
          card={state}
          now={now}
        />
      )}
      {!step.showsCode && step.begin !== undefined && typesPhone && <PhoneForm card={state} mode="alone" />}
      <Problem text={state.refused.value && askedSentence(state.refused.value)} />
      {!typesPhone && <Problem text={pairingSentence(state.pair.refused.value)} />}
      <ChannelActions channel={channel} count={count} state={state} step={step} />
    </>
  )
}

/** A code was asked for and has not come yet: the card waits where the code will stand, and does not fall back to «not linked» meanwhile. */
function useWaitForCode(channel: ChannelStatus, { begins }: ChannelCardState): boolean {
  useEffect(() => {
    if (pairingStep(channel.state).begin === undefined) begins.value = false
  }, [channel.state])
  return begins.value && channel.state === 'notPaired' && channel.trouble === undefined
}

/** Here stands the administrator himself: he is told what to press. */
const cardSentence = ({ state }: ChannelStatus): string =>
  state === 'notPaired' ? i18n.t('channels.notPaired') : i18n.t(`channelState.${state}`)

type ChannelActionsProps = Pick<ChannelPairingProps, 'channel' | 'count' | 'state'> & { step: PairingStep }

function ChannelActions({ channel, count, state, step }: ChannelActionsProps) {
  const { begin } = step
  if (begin === undefined && !step.mayUnlink && !step.mayCancel && count < 2) return null
  return (
    <div class="card-actions">
      {begin !== undefined && (
        <Button
          look="main"
          busy={state.pair.busy.value || state.connect.busy.value}
          onPress={() => (begin === 'connect' ? state.connect.run() : state.pair.run())}
          testId="start-pairing"
        >
          {i18n.t(`channels.${begin}`)}
        </Button>
      )}
      {step.mayCancel && (
        <Button busy={state.unlink.busy.value} onPress={() => state.unlink.run()} testId="cancel-pairing">
          {i18n.t('channels.cancel')}
        </Button>
      )}
      {step.mayUnlink && (
        <ConfirmButton
          question={i18n.t('channels.unlinkQuestion')}
          yes={i18n.t('channels.unlinkYes')}
          busy={state.unlink.busy.value}
          onConfirm={() => state.unlink.run()}
        >
          {i18n.t('channels.unlink')}
        </ConfirmButton>
      )}
      {count > 1 && (
        <ConfirmButton
          question={i18n.t('channels.removeQuestion', [channel.title])}
          yes={i18n.t('channels.removeYes')}
          busy={state.remove.busy.value}
          onConfirm={() => state.remove.run()}
        >
          {i18n.t('channels.remove')}
        </ConfirmButton>
      )}
    </div>
  )
}
