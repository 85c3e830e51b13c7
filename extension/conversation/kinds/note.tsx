import './note.css'
import { i18n } from '#i18n'
import type { Message } from '../../../shared/message.ts'
import { Icon } from '../../design/icon.tsx'
import { clockTime } from '../../design/show-time.ts'
import type { LineSurroundings } from '../line-surroundings.ts'
import { MessageText } from '../message-text.tsx'
import { groupNameOf, nameOf, type Office } from '../office-names.ts'
import { OpenInOnec } from '../open-in-onec.tsx'
import { QuotedMessage } from '../quoted-message.tsx'
import { mentionsIn } from './note-mentions.ts'
import { TaskState } from './note-task.tsx'

/** A comment that the client never sees: on hatched paper of its own, on neither side of the conversation. */
export function NoteLine({ message, around }: { message: Message; around: LineSurroundings }) {
  const { conversation, onec, office, now } = around
  const [aboutId, note] = [message.quotedMessageId, message.note]
  return (
    <article
      class="note"
      data-testid="note"
      data-message-id={message.id}
      data-task={note?.task?.state}
      aria-label={i18n.t('note.hidden')}
    >
      <NoteHead message={message} office={office} />
      {note?.handedOver !== undefined && (
        <p class="note-passed">
          <Icon name="forward" />
          <span>{handedOverSentence(message, note.handedOver, office)}</span>
        </p>
      )}
      {aboutId !== undefined && (
        <QuotedMessage message={conversation.quoted(aboutId).value} goThere={() => around.goTo(aboutId)} />
      )}
      {message.text !== '' && <NoteText message={message} office={office} />}
      {note?.task !== undefined && <TaskState task={note.task} baseId={note.baseId} onec={onec} now={now} />}
      {note?.url !== undefined && (
        <div class="note-link">
          <OpenInOnec url={note.url} baseId={note.baseId} onec={onec} openInOnec={around.openInOnec} />
        </div>
      )}
    </article>
  )
}

type Told = { message: Message; office: Office }

/** Whose it is, and that it is for nobody outside. */
function NoteHead({ message, office }: Told) {
  const { origin, authorId } = message
  const fromOnec = `${i18n.t('note.hidden')} ${i18n.t('note.fromOnec')}`
  const who = authorId === undefined ? i18n.t('note.hidden') : nameOf(office, authorId)
  return (
    <header class="note-head">
      <Icon name="eye" />
      <span class="note-title">{origin === 'onec' ? fromOnec : who}</span>
      <span>{i18n.t('note.unseen')}</span>
      <time dateTime={new Date(message.at).toISOString()}>{clockTime(message.at)}</time>
    </header>
  )
}

/** An employee's note has names of colleagues in it; 1C's may have addresses and marks. */
function NoteText({ message, office }: Told) {
  if (message.origin === 'onec') return <MessageText text={message.text} />
  return (
    <p class="message-text" dir="auto">
      {mentionsIn(message.text, office?.colleagues.map(({ name }) => name) ?? []).map((piece, place) =>
        'text' in piece ? (
          piece.text
        ) : (
          <mark key={place} class="mention">
            {piece.mention}
          </mark>
        ),
      )}
    </p>
  )
}

/** Who has handed it over to whom. */
function handedOverSentence(
  { authorId }: Message,
  target: NonNullable<NonNullable<Message['note']>['handedOver']>,
  office: Office,
): string {
  const who = authorId === undefined ? i18n.t('colleague.unknown') : nameOf(office, authorId)
  switch (target.to) {
    case 'employee':
      return i18n.t('note.handedOver', [who, nameOf(office, target.employeeId)])
    case 'group':
      return i18n.t('note.handedOverToGroup', [who, groupNameOf(office, target.groupId) ?? '—'])
    case 'queue':
      return i18n.t('note.handedOverToQueue', [who])
  }
}
