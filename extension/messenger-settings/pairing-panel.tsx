import type { ReadonlySignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ChannelState, PairingCode, PhoneCode } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import { Button } from '../design/button.tsx'
import type { ChannelCardState } from './create-channel-card-state.ts'
import { HistoryChoice } from './history-choice.tsx'
import { pairingClock } from './pairing-clock.ts'
import { PhoneCodePanel, PhoneForm } from './phone-pairing.tsx'
import { PhoneSteps } from './phone-steps.tsx'
import { qrDrawing } from './qr-drawing.ts'

export interface PairingPanelProps {
  code: PairingCode | undefined
  phoneCode: PhoneCode | undefined
  channelState: ChannelState
  card: ChannelCardState
  now: ReadonlySignal<Instant>
}

export function PairingPanel({ code, phoneCode, channelState, card, now }: PairingPanelProps) {
  if (phoneCode !== undefined) {
    return (
      <div class="pairing">
        <PhoneCodePanel code={phoneCode} card={card} now={now} />
        <HistoryBeforePairing card={card} />
      </div>
    )
  }
  const usedUp = channelState === 'codesUsedUp'
  return (
    <div class="pairing">
      <div class="pairing-code">
        <div class="qr-place">
          {usedUp ? (
            <Button look="main" busy={card.pair.busy.value} onPress={() => card.pair.run()} testId="renew-codes">
              {i18n.t('pairing.renew')}
            </Button>
          ) : (
            <CodeOrWait code={code} now={now} />
          )}
        </div>
        {!usedUp && code !== undefined && <CodeClock code={code} now={now} />}
        <HistoryBeforePairing card={card} />
      </div>
      <div class="pairing-steps">
        <h4>{i18n.t('pairing.title')}</h4>
        <PhoneSteps />
        <p class="quiet">{i18n.t('pairing.keepCharged')}</p>
        <PhoneForm card={card} mode="besideCode" />
      </div>
    </div>
  )
}

function CodeOrWait({ code, now }: Pick<PairingPanelProps, 'code' | 'now'>) {
  if (code === undefined || pairingClock(code, now.value).expired) {
    return (
      <span class="sign-line" role="status">
        <span class="spinner" aria-hidden="true" />
        {i18n.t('pairing.waitForCode')}
      </span>
    )
  }
  return <QrCode text={code.qr} />
}

/** Black on white in every theme: many phones do not read an inverted code. */
function QrCode({ text }: { text: string }) {
  const { size, path, width } = useMemo(() => qrDrawing(text), [text])
  return (
    <div class="qr" data-testid="qr">
      <svg
        width={width}
        height={width}
        viewBox={`0 0 ${size} ${size}`}
        shape-rendering="crispEdges"
        role="img"
        aria-label={i18n.t('pairing.qr')}
      >
        <path class="qr-ground" d={`M0 0h${size}v${size}H0z`} />
        <path class="qr-modules" d={path} />
      </svg>
    </div>
  )
}

function CodeClock({ code, now }: { code: PairingCode; now: ReadonlySignal<Instant> }) {
  const { remaining, expired } = pairingClock(code, now.value)
  return (
    <p class="code-clock">
      {!expired && <strong>{i18n.t('pairing.validFor', [remaining])}</strong>}
      <span class="quiet">{i18n.t('pairing.codeOf', [code.number, code.total])}</span>
    </p>
  )
}

/** Asked where it matters: right after the scan it is too late. Kept at once, there is nothing else to save here. */
function HistoryBeforePairing({ card }: { card: ChannelCardState }) {
  const days = card.settings.form.value?.historyDays
  if (days === undefined) return null
  return (
    <HistoryChoice
      group={`before-pairing-${card.channelId}`}
      days={days}
      choose={(historyDays) => void card.change.run({ settings: { historyDays } })}
    />
  )
}
