import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Field } from '../design/field.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { BasesState } from './create-bases-state.ts'

/** Where the relay may call 1C itself, for bases that are published. Folded away, because a base works without it. */
export function PushForm({ base, state }: { base: BaseRow; state: BasesState }) {
  const url = useSignal(base.push?.url ?? '')
  const login = useSignal(base.push?.login ?? '')
  const password = useSignal('')
  const refused = state.setPush.refused.value
  const submit = (event: Event) => {
    event.preventDefault()
    void state.setPush.run(base.id, { url: url.value.trim(), login: login.value, password: password.value })
  }
  return (
    <details class="fold">
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
        <Problem text={pushProblem(base, refused === undefined ? undefined : askedSentence(refused))} />
        <div class="card-actions">
          <Button type="submit" busy={state.setPush.busy.value} off={url.value.trim() === ''}>
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

function pushProblem({ push }: BaseRow, refused: string | undefined): string | undefined {
  if (refused !== undefined || push?.lastError === undefined) return refused
  return i18n.t(`pushFailure.${push.lastError}`)
}
