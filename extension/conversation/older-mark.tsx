import { i18n } from '#i18n'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { Newer } from './newer-messages.ts'
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

/** What there is below the last line, where that is not the end. */
export function NewerMark({ newer, show }: { newer: Newer; show: () => Promise<void> }) {
  switch (newer) {
    case 'more':
      return <div class="older-mark" />
    case 'fetching':
      return (
        <div class="older-mark">
          <span class="spinner" role="img" aria-label={i18n.t('conversation.fetchingNewer')} />
        </div>
      )
    default:
      return (
        <div class="older-mark">
          {i18n.t('conversation.newerFailed', [askedSentence({ code: newer })])}{' '}
          <button type="button" class="link-button" onClick={show}>
            {i18n.t('conversation.retry')}
          </button>
        </div>
      )
  }
}
