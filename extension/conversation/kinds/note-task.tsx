import { i18n } from '#i18n'
import type { BaseId, Instant } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import { Icon } from '../../design/icon.tsx'
import { language } from '../../design/language.ts'
import { momentInWords } from '../../design/show-time.ts'
import { answerExpected } from '../documents/answer-expected.ts'

export interface TaskStateProps {
  task: NonNullable<NonNullable<Message['note']>['task']>
  baseId: BaseId | undefined
  onec: OnecStatus | undefined
  now: Instant
}

/** How far the task is that somebody wants made of a message. */
export function TaskState({ task, baseId, onec, now }: TaskStateProps) {
  switch (task.state) {
    case 'asked':
      return (
        <p class="note-state">
          <Icon name="clock" />
          <span>
            {i18n.t('note.taskAsked')} {waitSentence(baseId, onec, now)}
          </span>
        </p>
      )
    case 'made':
      return (
        <p class="note-state">
          <Icon name="task" />
          {i18n.t('note.taskMade')}
        </p>
      )
    case 'refused':
      return (
        <p class="note-state" data-tone="bad">
          <Icon name="warning" />
          <span>{i18n.t('note.taskRefused', [task.reason ?? ''])}</span>
        </p>
      )
    default:
      return task.state satisfies never
  }
}

/** When its answer is to be expected, where that is not at once. */
function waitSentence(baseId: BaseId | undefined, onec: OnecStatus | undefined, now: Instant): string | undefined {
  if (!onec?.bases?.some(({ id }) => id === baseId)) return i18n.t('note.baseGone')
  const expected = answerExpected(onec, now)
  switch (expected.kind) {
    case 'soon':
      return undefined
    case 'at':
      return i18n.t('documents.answersAt', [momentInWords(expected.at, now, language())])
    case 'silent':
      if (expected.since === undefined) return i18n.t('note.silent')
      return i18n.t('note.silentSince', [momentInWords(expected.since, now, language())])
    case 'syncOff':
      return i18n.t('documents.syncOff')
    default:
      return expected satisfies never
  }
}
