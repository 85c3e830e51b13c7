import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import { type ChannelStatus, channelSentences, channelTroubleSentences } from '../../shared/channel-status.ts'
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
import { channelTones, restrictionSentence } from '../inbox/link-sentences.ts'
import { ChannelSettingsForm } from './channel-settings-form.tsx'
import { ChannelTitle, type ChannelTitleProps } from './channel-title.tsx'
import { OtherNumberQuestion } from './other-number-question.tsx'
import { PairingPanel } from './pairing-panel.tsx'
import { pairingStep } from './pairing-step.ts'

export interface ChannelCardProps extends ChannelTitleProps {
  here: HereRow
  now: ReadonlySignal<Instant>
}

export function ChannelCard({ channel, place, count, here, state, now }: ChannelCardProps) {
  const step = pairingStep(channel.state)
  const refused = state.refused.value
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
        {channelSentences[channel.state][language()]}
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
      <Problem text={refused && askedSentence(refused)} />
      <ChannelActions channel={channel} count={count} state={state} />
      <ChannelSettingsForm channel={channel} state={state.settings} />
    </section>
  )
}

/** What stands beside the state: what is in the way, an alert, a restriction, the history on its way. */
function ChannelNews({ channel, here, now }: { channel: ChannelStatus; here: HereRow; now: Instant }) {
  const alerts = here.alerts?.filter(({ channelId, kind }) => channelId === channel.channelId && kind !== 'restricted')
  return (
    <>
      {channel.trouble !== undefined && (
        <Banner tone="warn" text={channelTroubleSentences[channel.trouble][language()]} />
      )}
      {alerts?.map(({ kind, since }) => (
        <Banner
          key={kind}
          tone="bad"
          text={i18n.t('alert.since', [momentInWords(since, now, language()), i18n.t(`alert.${kind}`)])}
        />
      ))}
      {channel.restriction !== undefined && <Banner tone="warn" text={restrictionSentence(channel.restriction, now)} />}
      {channel.historyPercent !== undefined && channel.historyPercent < 100 && (
        <p class="history-progress" role="status" data-testid="history-progress">
          <progress max={100} value={channel.historyPercent} aria-label={i18n.t('channels.history')} />
          {i18n.t('channels.historyPercent', [Math.round(channel.historyPercent)])}
        </p>
      )}
    </>
  )
}

type ChannelActionsProps = Pick<ChannelCardProps, 'channel' | 'count' | 'state'>

function ChannelActions({ channel, count, state }: ChannelActionsProps) {
  const step = pairingStep(channel.state)
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
