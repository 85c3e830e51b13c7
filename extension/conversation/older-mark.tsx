import { i18n } from '#i18n'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { Older } from './older-messages.ts'

/** What there is above the first line. */
export function OlderMark({ older, show }: { older: Older; show: () => Promise<void> }) {
  switch (older) {
    case 'more':
      return <div class="older-mark" />
    case 'fetching':
      return (
        <div class="older-mark">
          <span class="spinner" role="img" aria-label={i18n.t('conversation.fetchingOlder')} />
        </div>
      )
    case 'none':
      return <div class="older-mark">{i18n.t('conversation.beginning')}</div>
    default:
      return (
        <div class="older-mark">
          {i18n.t('conversation.olderFailed', [askedSentence({ code: older })])}{' '}
          <button type="button" class="link-button" onClick={show}>
            {i18n.t('conversation.retry')}
          </button>
        </div>
      )
  }
}
