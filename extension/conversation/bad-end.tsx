import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import { endSentence } from './stage-sentences.ts'
import type { StageStrip } from './stage-strip.ts'

/** What a person can do with a reply that did not arrive; what is absent cannot be done. */
export interface BadEndDeeds {
  /** Sends the same once more, with a new id. */
  repeat?: (() => void) | undefined
  /** Puts its words back into the composer. */
  writeAgain?: (() => void) | undefined
  remove?: (() => void) | undefined
}

export interface BadEndProps {
  end: Extract<StageStrip, { kind: 'endedBadly' }>
  deeds: BadEndDeeds
}

/** What happened to it, and what can be done. */
export function BadEnd({ end, deeds: { repeat, writeAgain, remove } }: BadEndProps) {
  const asking = useSignal(false)
  // Nobody knows whether the client has it: whoever sends it once more is to know that.
  const isRisky = end.stage === 'unknown'
  const ask = () => {
    asking.value = true
  }
  const sendOnce = () => {
    asking.value = false
    repeat?.() // absent when it cannot be repeated: then there is no button
  }
  return (
    <div class="strip" data-testid="stage-strip">
      <span class="strip-end">
        <Icon name="warning" />
        <span>{endSentence(end)}</span>
      </span>
      {asking.value && <span>{i18n.t('stageEnd.twice')}</span>}
      {repeat !== undefined && (
        <button
          type="button"
          class="link-button"
          data-testid="repeat"
          onClick={isRisky && !asking.value ? ask : sendOnce}
        >
          {i18n.t(asking.value ? 'stageEnd.repeatAnyway' : 'conversation.retry')}
        </button>
      )}
      {writeAgain !== undefined && (
        <button type="button" class="link-button" onClick={writeAgain}>
          {i18n.t('conversation.writeAgain')}
        </button>
      )}
      {remove !== undefined && (
        <button type="button" class="link-button" onClick={remove}>
          {i18n.t('conversation.discard')}
        </button>
      )}
    </div>
  )
}
