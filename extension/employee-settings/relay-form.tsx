import { i18n } from '#i18n'
import type { HereRow } from '../database/database.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { StateSign } from '../design/state-sign.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { linkTones } from '../inbox/link-sentences.ts'
import { ActionForm } from './action-form.tsx'
import type { AccessState } from './create-access-state.ts'

interface RelayFormProps {
  state: AccessState
  here: HereRow | null
  typesAtOnce?: boolean
}

/** Which relay. Where the company's policy has said it, it is shown and not asked. */
export function RelayForm({ state, here, typesAtOnce = false }: RelayFormProps) {
  const link = here?.link ?? 'notSetUp'
  const byPolicy = state.addressByPolicy.value
  return (
    <ActionForm title={i18n.t('access.relay')} action={state.connect}>
      <Field
        label={i18n.t('access.address')}
        hint={i18n.t(byPolicy ? 'access.addressByPolicy' : 'access.addressHint')}
        placeholder={i18n.t('access.addressExample')}
        value={state.address.value}
        onType={state.typeAddress}
        typesAtOnce={typesAtOnce}
        readOnly={byPolicy}
        testId="relay-address"
      />
      <Problem text={addressProblem(state)} />
      {link === 'offline' && <p class="quiet">{i18n.t('access.offlineHow')}</p>}
      <div class="card-actions">
        {!byPolicy && (
          <Button
            type="submit"
            look={link === 'notSetUp' ? 'main' : 'plain'}
            busy={state.connect.busy.value}
            testId="relay-connect"
          >
            {i18n.t(state.connect.busy.value ? 'access.checking' : 'access.connect')}
          </Button>
        )}
        {/* «Not set up» is no news to somebody who is setting it up. */}
        {link !== 'notSetUp' && (
          <span class="sign-line" data-testid="link-state" data-state={link}>
            <StateSign tone={linkTones[link]} />
            {i18n.t(`link.${link}`)}
          </span>
        )}
      </div>
    </ActionForm>
  )
}

function addressProblem({ addressIsWrong, connect }: AccessState): string | undefined {
  const refused = connect.refused.value
  if (addressIsWrong.value || refused?.code === 'badRequest') return i18n.t('access.addressWrong')
  if (refused?.code === 'forbidden') return i18n.t('access.addressByPolicy')
  return refused === undefined ? undefined : askedSentence(refused)
}
