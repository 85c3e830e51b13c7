import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { FormState } from './create-form-state.ts'

export interface SaveLineProps {
  state: Pick<FormState<unknown, unknown>, 'save' | 'changed' | 'undo'>
  /** Why it cannot be saved, in words. */
  fault: string | undefined
}

/** Saves a form, says why it cannot, and takes back what was typed. */
export function SaveLine({ state, fault }: SaveLineProps) {
  const refused = state.save.refused.value
  const changed = state.changed.value
  return (
    <>
      <Problem text={fault ?? (refused === undefined ? undefined : askedSentence(refused))} />
      <div class="card-actions">
        <Button type="submit" look="main" busy={state.save.busy.value} off={!changed || fault !== undefined}>
          {i18n.t('settings.save')}
        </Button>
        {changed && <Button onPress={state.undo}>{i18n.t('settings.undo')}</Button>}
        {!changed && <span class="quiet">{i18n.t('settings.saved')}</span>}
      </div>
    </>
  )
}

/** A form saves itself; the browser would load the page anew. */
export const saving = (state: Pick<FormState<unknown, unknown>, 'save'>) => (event: Event) => {
  event.preventDefault()
  void state.save.run()
}
