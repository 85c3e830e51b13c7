import './note.css'
import { i18n } from '#i18n'
import type { BaseId, Instant } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import { Icon } from '../../design/icon.tsx'
import { language } from '../../design/language.ts'
import { clockTime, momentInWords } from '../../design/show-time.ts'
import { answerExpected } from '../documents/answer-expected.ts'
import type { LineSurroundings } from '../message-line.tsx'
import { MessageText } from '../message-text.tsx'
import { OpenInOnec } from '../open-in-onec.tsx'
import { QuotedMessage } from '../quoted-message.tsx'

/** A comment that the client never sees: on paper of its own, on neither side of the conversation. */
export function NoteLine({ message, around }: { message: Message; around: LineSurroundings }) {
  const { conversation, onec } = around
  const [aboutId, note] = [message.quotedMessageId, message.note]
  return (
    <article
      class="note"
      data-testid="note"
      data-message-id={message.id}
      data-task={note?.task?.state}
      aria-label={i18n.t('note.hidden')}
    >
      <header class="note-head">
        <Icon name="note" />
        <span class="note-title">
          {i18n.t('note.hidden')}
          {message.origin === 'onec' && ` ${i18n.t('note.fromOnec')}`}
        </span>
        <span>{i18n.t('note.unseen')}</span>
        <time dateTime={new Date(message.at).toISOString()}>{clockTime(message.at, language())}</time>
      </header>
      {aboutId !== undefined && (
        <QuotedMessage message={conversation.quoted(aboutId).value} goThere={() => around.goTo(aboutId)} />
      )}
      {message.text !== '' && <MessageText text={message.text} />}
      {note?.task !== undefined && <TaskState task={note.task} waits={waitSentence(note.baseId, onec, around.now)} />}
      {note?.url !== undefined && (
        <div class="note-link">
          <OpenInOnec url={note.url} baseId={note.baseId} onec={onec} openInOnec={around.openInOnec} />
        </div>
      )}
    </article>
  )
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

type Task = NonNullable<NonNullable<Message['note']>['task']>

/** How far the task is that somebody wants made of a message. */
function TaskState({ task, waits }: { task: Task; waits: string | undefined }) {
  switch (task.state) {
    case 'asked':
      return (
        <p class="note-state">
          <Icon name="clock" />
          <span>
            {i18n.t('note.taskAsked')} {waits}
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
