import { i18n } from '#i18n'
import { showPhone } from '../../shared/phone-number.ts'
import type { HereRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { RelayForm } from '../employee-settings/relay-form.tsx'
import { SignInForms } from '../employee-settings/sign-in-forms.tsx'
import type { SettingsState } from '../messenger-settings/create-settings-state.ts'
import { InviteCode, InviteForm } from '../messenger-settings/invite-form.tsx'
import { LinkBase } from '../messenger-settings/onec-part.tsx'
import type { FirstRunState } from './create-first-run-state.ts'
import type { FirstStep, PassableStep } from './first-steps.ts'
import { LinkNumber } from './link-number.tsx'
import { PinButton } from './pin-button.tsx'

/** What is to be done in this step, by the same parts as in the settings. */
export function StepNow({ step, state, here }: { step: FirstStep; state: SettingsState; here: HereRow | null }) {
  switch (step) {
    case 'address':
      return (
        <>
          <p>{i18n.t('start.addressHow')}</p>
          <RelayForm state={state.access} here={here} typesAtOnce />
        </>
      )
    case 'signIn':
      return <SignInForms state={state.access} typesAtOnce />
    case 'number':
      return here && <LinkNumber channels={state.channels} now={state.now} here={here} />
    case 'colleague':
      return <Colleague state={state} />
    case 'onec':
      return <Onec state={state} />
    case 'message':
      return <FirstMessage here={here} />
    case 'answer':
      return <FirstAnswer state={state.firstRun} />
    case 'panel':
      return <OpenPanel state={state.firstRun} text={i18n.t('start.panelHow')} />
  }
}

function Colleague({ state }: { state: SettingsState }) {
  const code = state.employees.code.value
  return (
    <>
      <p>{i18n.t('start.colleagueHow')}</p>
      {state.employees.employees.value !== undefined && <InviteForm state={state.employees} />}
      {code !== undefined && <InviteCode code={code} now={state.now.value} address={state.access.usedAddress.value} />}
      <GoOn step="colleague" state={state.firstRun} />
    </>
  )
}

function Onec({ state }: { state: SettingsState }) {
  return (
    <>
      <p>{i18n.t('start.onecHow')}</p>
      <LinkBase state={state.bases} />
      <GoOn step="onec" state={state.firstRun} />
    </>
  )
}

function GoOn({ step, state }: { step: PassableStep; state: FirstRunState }) {
  const held = state.held.value === step
  return (
    <div class="card-actions">
      <Button look={held ? 'main' : 'plain'} onPress={() => state.goOn(step)} testId="go-on">
        {i18n.t(held ? 'start.goOn' : 'start.passOver')}
      </Button>
    </div>
  )
}

function FirstMessage({ here }: { here: HereRow | null }) {
  const phone = here?.channels.find((channel) => channel.phone !== undefined)?.phone // null never: the number is linked
  return (
    <>
      <p>{i18n.t('start.messageHow')}</p>
      {phone !== undefined && <p class="first-phone">{showPhone(phone)}</p>}
      <p class="sign-line" role="status">
        <span class="spinner" aria-hidden="true" />
        {i18n.t('start.messageWait')}
      </p>
    </>
  )
}

function FirstAnswer({ state }: { state: FirstRunState }) {
  const { value: work } = state.work
  return <OpenPanel state={state} text={i18n.t('start.answerHow', [work.state === 'clientWaits' ? work.name : ''])} />
}

function OpenPanel({ state, text }: { state: FirstRunState; text: string }) {
  return (
    <>
      <p>{text}</p>
      <div class="card-actions">
        <Button look="main" onPress={state.openPanel} testId="open-panel">
          {i18n.t('start.openPanel')}
        </Button>
      </div>
      {state.pinned.value !== true && <PinButton byItself={state.pinsByItself} />}
    </>
  )
}
