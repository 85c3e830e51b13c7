import { render } from 'preact'
import { i18n } from '#i18n'
import { EmptyPlace } from '../design/empty-place.tsx'

/** Instead of the inbox, where the browser's store does not open: a sentence, not a blank. */
export function showStoreBroken(): void {
  render(
    <main class="inbox">
      <h1 class="spoken">{i18n.t('extensionName')}</h1>
      <div class="inbox-column">
        <div class="inbox-main" role="alert">
          <EmptyPlace title={i18n.t('storeBroken.title')} text={i18n.t('storeBroken.text')} />
        </div>
      </div>
    </main>,
    document.body,
  )
}
