import { i18n } from '#i18n'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import type { ComposerState } from './composer-state.ts'
import { QuotedWords } from './quoted-message.tsx'

/** Above the box: which message is answered or edited, and the way out of it. */
export function ComposerSubject({ state }: { state: ComposerState }) {
  const edited = state.edited.value
  const quoted = state.quoted.value
  if (edited !== undefined) {
    return (
      <div class="composer-subject" data-testid="editing">
        <Icon name="edit" />
        <span class="quoted-words">{i18n.t('composer.editing')}</span>
        <Button look="icon" label={i18n.t('composer.stopEditing')} onPress={state.stopEditing}>
          <Icon name="cross" />
        </Button>
      </div>
    )
  }
  if (quoted === undefined) return null
  return (
    <div class="composer-subject" data-testid="quoting">
      <Icon name="reply" />
      <span class="composer-quote">
        <QuotedWords message={quoted} />
      </span>
      <Button look="icon" label={i18n.t('composer.stopQuoting')} onPress={() => state.quote(undefined)}>
        <Icon name="cross" />
      </Button>
    </div>
  )
}
