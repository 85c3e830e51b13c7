import { i18n } from '#i18n'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { UnderWay, Way } from './create-way.ts'

/** Over the messages, moving none: that a message is being looked for, or why it is not shown. */
export function WayNote({ way }: { way: Way }) {
  const underWay = way.underWay.value
  if (underWay === undefined) return null
  const { id, is } = underWay
  return (
    <div class="way-note" role="status" data-testid="way-note">
      {is === 'slow' && <span class="spinner" aria-hidden="true" />}
      <span>{sentenceOf(is)}</span>
      {is !== 'slow' && is !== 'nowhere' && (
        <button type="button" class="link-button" onClick={() => void way.goTo(id)}>
          {i18n.t('conversation.retry')}
        </button>
      )}
      <Button look="icon" label={i18n.t('conversation.wayClose')} onPress={way.leave}>
        <Icon name="cross" />
      </Button>
    </div>
  )
}

function sentenceOf(is: UnderWay['is']): string {
  switch (is) {
    case 'slow':
      return i18n.t('conversation.waySlow')
    case 'nowhere':
      return i18n.t('conversation.wayNowhere')
    default:
      return i18n.t('conversation.wayFailed', [askedSentence({ code: is })])
  }
}
