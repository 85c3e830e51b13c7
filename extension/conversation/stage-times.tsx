import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { StageReached } from '../../shared/stage.ts'
import { language } from '../design/language.ts'
import { momentInWords, secondsTime, startOfDay } from '../design/show-time.ts'
import { isWithoutOnec } from './stage-strip.ts'

export interface StageTimesProps {
  stages: StageReached[]
  now: Instant
  /** What can be pressed: the ticks, or a word. */
  children: ComponentChildren
}

/** On demand: when a message of ours reached each stage. */
export function StageTimes({ stages, now, children }: StageTimesProps) {
  const open = useSignal(false)
  const id = useId()
  return (
    <>
      <button
        type="button"
        class="stage-times-button"
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        title={i18n.t('stage.times')}
        onClick={() => (open.value = !open.value)}
      >
        {children}
      </button>
      {open.value && (
        <ol class="stage-times" id={id} data-testid="stage-times" aria-label={i18n.t('stage.times')}>
          {stages.map((reached, place) => (
            <li key={place}>
              <span>{i18n.t(isWithoutOnec(reached) ? 'stage.withoutOnec' : `stage.${reached.stage}`)}</span>
              <time dateTime={new Date(reached.at).toISOString()}>{timeOf(reached.at, now)}</time>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

/** To the second today: what one looks for here is what took so long. */
const timeOf = (at: Instant, now: Instant): string =>
  startOfDay(at) === startOfDay(now) ? secondsTime(at, language()) : momentInWords(at, now, language())
