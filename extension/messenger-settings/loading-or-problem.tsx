import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import type { Action } from '../employee-settings/create-action.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'

/** In place of what the relay has not told yet: progress, or why not and a way to ask again. */
export function LoadingOrProblem({ load }: { load: Action<[]> }) {
  const refused = load.refused.value
  if (refused === undefined) {
    return (
      <p class="sign-line" role="status">
        <span class="spinner" aria-hidden="true" />
        {i18n.t('settings.loading')}
      </p>
    )
  }
  return (
    <div class="card">
      <Problem text={askedSentence(refused)} />
      <Button onPress={load.run}>{i18n.t('settings.again')}</Button>
    </div>
  )
}
