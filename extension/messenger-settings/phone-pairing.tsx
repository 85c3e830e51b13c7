import type { ReadonlySignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { PhoneCode } from '../../shared/channel-status.ts'
import type { Instant } from '../../shared/ids.ts'
import { showPhone } from '../../shared/phone-number.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { CopyButton } from '../design/copy-button.tsx'
import { Field } from '../design/field.tsx'
import type { ChannelCardState } from './create-channel-card-state.ts'
import { pairingClock } from './pairing-clock.ts'
import { pairingSentence } from './pairing-sentence.ts'

/** `ABCDEFGH` → `ABCD-EFGH`, as the phone shows it. */
export const codeInHalves = (code: string): string =>
  code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code

/** For a phone that cannot scan: its number is typed here, a code comes, and is typed there. */
export interface PhoneCodePanelProps {
  code: PhoneCode
  card: ChannelCardState
  now: ReadonlySignal<Instant>
}

export function PhoneCodePanel({ code, card, now }: PhoneCodePanelProps) {
  const { remaining, expired } = pairingClock(code, now.value)
  const shown = codeInHalves(code.code)
  return (
    <div class="pairing-steps">
      <h4>{i18n.t('phonePairing.title', [showPhone(code.phone)])}</h4>
      {expired ? (
        <p role="status">{i18n.t('phonePairing.expired')}</p>
      ) : (
        <>
          <p class="phone-code">
            <code data-testid="phone-code">{shown}</code>
            <CopyButton text={shown} label={i18n.t('phonePairing.copy')} />
          </p>
          <p class="code-clock">
            <strong>{i18n.t('pairing.validFor', [remaining])}</strong>
          </p>
        </>
      )}
      <ol class="plain-steps">
        <li>{i18n.t('pairing.step1')}</li>
        <li>
          <strong>Android</strong> {i18n.t('phonePairing.step2Android')}
          <br />
          <strong>iPhone</strong> {i18n.t('phonePairing.step2Iphone')}
        </li>
        <li>{i18n.t('phonePairing.step3')}</li>
      </ol>
      <p class="quiet">{i18n.t('pairing.keepCharged')}</p>
      <Problem text={pairingSentence(card.pair.refused.value)} />
      <div class="card-actions">
        <Button look={expired ? 'main' : 'plain'} busy={card.pair.busy.value} onPress={() => card.pair.run(code.phone)}>
          {i18n.t('phonePairing.newCode')}
        </Button>
        <ScanInstead card={card} />
      </div>
    </div>
  )
}

export interface PhoneFormProps {
  card: ChannelCardState
  /** Beside a code to scan, or alone after WhatsApp has refused. */
  mode: 'besideCode' | 'alone'
}

export function PhoneForm({ card, mode }: PhoneFormProps) {
  const typed = card.typedPhone.value
  if (typed === undefined) {
    return (
      <button
        type="button"
        class="link-button"
        data-testid="pair-by-phone"
        onClick={() => (card.typedPhone.value = '')}
      >
        {i18n.t('phonePairing.noCamera')}
      </button>
    )
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    if (typed.trim() !== '') await card.pair.run(typed.trim())
  }
  return (
    <form class="phone-form" aria-label={i18n.t('phonePairing.noCamera')} noValidate onSubmit={submit}>
      <Field
        label={i18n.t('phonePairing.phone')}
        placeholder="+7 495 123-45-67"
        value={typed}
        onType={(text) => (card.typedPhone.value = text)}
        testId="pairing-phone"
      />
      <Button type="submit" look="main" busy={card.pair.busy.value} off={typed.trim() === ''} testId="get-phone-code">
        {i18n.t('phonePairing.getCode')}
      </Button>
      {mode === 'besideCode' && (
        <Button onPress={() => (card.typedPhone.value = undefined)}>{i18n.t('confirm.no')}</Button>
      )}
      <Problem text={pairingSentence(card.pair.refused.value)} />
    </form>
  )
}

function ScanInstead({ card }: { card: ChannelCardState }) {
  const scan = () => {
    card.typedPhone.value = undefined
    void card.pair.run()
  }
  return <Button onPress={scan}>{i18n.t('phonePairing.scanInstead')}</Button>
}
