import { type Signal, useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import type { Action } from '../employee-settings/create-action.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { BasesState } from './create-bases-state.ts'

export interface PushFormProps {
  base: BaseRow
  state: BasesState
  setSecret: Action<[string | null]>
}

/** Where the relay may call 1C itself, for bases that are published. Folded away, because a base works without it. */
export function PushForm({ base, state, setSecret }: PushFormProps) {
  const url = useSignal(base.push?.url ?? '')
  const login = useSignal(base.push?.login ?? '')
  const password = useSignal('')
  const secret = useSignal('')
  const isShort = secret.value !== '' && secret.value.length < shortestSecret
  const submit = async (event: Event) => {
    event.preventDefault()
    const target = { url: url.value.trim(), login: login.value, password: password.value }
    // First the secret: the call that follows is signed with it.
    const isSigned = secret.value === '' || (await setSecret.run(secret.value))
    if (isSigned && (await state.setPush.run(base.id, target))) secret.value = ''
  }
  return (
    <details class="fold" data-testid="base-push">
      <summary>{i18n.t(base.push === undefined ? 'push.off' : 'push.on')}</summary>
      <form class="fold-inside" aria-label={i18n.t('push.label')} noValidate onSubmit={submit}>
        <p class="quiet">{i18n.t('push.how')}</p>
        <Field
          label={i18n.t('push.url')}
          type="url"
          placeholder="https://1c.example.ru/base"
          value={url.value}
          onType={(text) => (url.value = text)}
        />
        <Field label={i18n.t('push.login')} value={login.value} onType={(text) => (login.value = text)} />
        <Field
          label={i18n.t('push.password')}
          type="password"
          autocomplete="new-password"
          value={password.value}
          onType={(text) => (password.value = text)}
        />
        <SecretField base={base} secret={secret} setSecret={setSecret} />
        <Problem text={problem(base, state, setSecret, isShort)} />
        <div class="card-actions">
          <Button type="submit" busy={state.setPush.busy.value} off={url.value.trim() === '' || isShort}>
            {i18n.t('settings.save')}
          </Button>
          {base.push !== undefined && (
            <Button onPress={() => state.setPush.run(base.id, null)}>{i18n.t('push.switchOff')}</Button>
          )}
        </div>
      </form>
    </details>
  )
}

/** As the relay wants it. */
const shortestSecret = 16

function SecretField({
  base,
  secret,
  setSecret,
}: Pick<PushFormProps, 'base' | 'setSecret'> & { secret: Signal<string> }) {
  return (
    <>
      <Field
        label={i18n.t('push.secret')}
        hint={i18n.t('push.secretHint')}
        type="password"
        autocomplete="new-password"
        value={secret.value}
        onType={(text) => (secret.value = text)}
      />
      {base.signed && (
        <p class="card-actions">
          {i18n.t('push.signed')}
          <button type="button" class="link-button" onClick={() => setSecret.run(null)}>
            {i18n.t('push.unsign')}
          </button>
        </p>
      )}
    </>
  )
}

function problem(
  { push }: BaseRow,
  { setPush }: BasesState,
  { refused: secretRefused }: Action<[string | null]>,
  isShort: boolean,
): string | undefined {
  if (isShort) return i18n.t('push.secretFault')
  const refused = setPush.refused.value ?? secretRefused.value // neither was refused
  if (refused !== undefined) return askedSentence(refused)
  return push?.lastError === undefined ? undefined : i18n.t(`pushFailure.${push.lastError}`)
}
