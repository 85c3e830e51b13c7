import type { ReadonlySignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { type ChannelStatus, channelSentences } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import { showPhone } from '../../shared/phone-number.ts'
import type { HereRow } from '../database/database.ts'
import { Banner, Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { ConfirmButton } from '../design/confirm-button.tsx'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { channelTones, isBesideState, restrictionSentence, troubleSentence } from '../inbox/link-sentences.ts'
import { ChannelSettingsForm } from './channel-settings-form.tsx'
import { ChannelTitle, type ChannelTitleProps } from './channel-title.tsx'
import type { ChannelCardState } from './create-channel-card-state.ts'
import { OtherNumberQuestion } from './other-number-question.tsx'
import { PairingPanel } from './pairing-panel.tsx'
import { pairingSentence } from './pairing-sentence.ts'
import { type PairingStep, pairingStep } from './pairing-step.ts'
import { PhoneForm } from './phone-pairing.tsx'

export interface ChannelCardProps extends ChannelTitleProps {
  here: HereRow
  now: ReadonlySignal<Instant>
}

export function ChannelCard({ channel, place, count, here, state, now }: ChannelCardProps) {
  const waits = useWaitForCode(channel, state)
  const step = pairingStep(waits ? 'waitingForScan' : channel.state)
  const typesPhone = state.typedPhone.value !== undefined
  return (
    <section class="card" aria-label={channel.title} data-testid="channel" data-channel-id={channel.channelId}>
      <ChannelTitle channel={channel} place={place} count={count} state={state} />
      {channel.phone !== undefined && (
        <p>
          {showPhone(channel.phone)}
          {channel.name !== undefined && <span class="quiet"> {channel.name}</span>}
        </p>
      )}
      <p class="sign-line" data-testid="channel-state" data-state={channel.state} role="status">
        <StateSign tone={here.link === 'live' ? channelTones[channel.state] : 'quiet'} />
        {waits ? channelSentences.connecting[language()] : cardSentence(channel)}
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
      <ChannelSettingsForm channel={channel} state={state.settings} />
    </section>
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
  state === 'notPaired' ? i18n.t('channels.notPaired') : channelSentences[state][language()]

/** What stands beside the state: what is in the way, an alert, a restriction, the history on its way. */
function ChannelNews({ channel, here, now }: { channel: ChannelStatus; here: HereRow; now: Instant }) {
  const alerts = here.alerts?.filter(({ channelId, kind }) => channelId === channel.channelId && isBesideState(kind))
  const trouble = troubleSentence(channel)
  return (
    <>
      {trouble !== undefined && <Banner tone="warn" text={trouble} />}
      {alerts?.map(({ kind, since }) => (
        <Banner
          key={kind}
          tone="bad"
          text={i18n.t('alert.since', [momentInWords(since, now, language()), i18n.t(`alert.${kind}`)])}
        />
      ))}
      {channel.restriction !== undefined && <Banner tone="warn" text={restrictionSentence(channel.restriction, now)} />}
      {channel.state === 'online' && channel.historyPercent !== undefined && channel.historyPercent < 100 && (
        <p class="history-progress" role="status" data-testid="history-progress">
          <progress max={100} value={channel.historyPercent} aria-label={i18n.t('channels.history')} />
          {i18n.t('channels.historyPercent', [Math.round(channel.historyPercent)])}
        </p>
      )}
    </>
  )
}

type ChannelActionsProps = Pick<ChannelCardProps, 'channel' | 'count' | 'state'> & { step: PairingStep }

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
