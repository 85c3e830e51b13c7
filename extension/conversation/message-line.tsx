import { i18n } from '#i18n'
import type { OnecStatus } from '../../shared/events.ts'
import type { Instant } from '../../shared/ids.ts'
import { currentStage, isOurs, type Message } from '../../shared/message.ts'
import { language } from '../design/language.ts'
import { clockTime } from '../design/show-time.ts'
import type { FileShelf } from './file-shelf.ts'
import { MessageFile } from './message-file.tsx'
import { MessageText } from './message-text.tsx'
import { StageStripLine } from './stage-strip-line.tsx'

export interface MessageLineProps {
  message: Message
  files: FileShelf
  onec: OnecStatus | undefined
  now: Instant
  writeAgain: (text: string) => void
}

export function MessageLine({ message, files, onec, now, writeAgain }: MessageLineProps) {
  const ours = isOurs(message)
  return (
    <article
      class="message"
      data-side={ours ? 'ours' : 'client'}
      data-testid="message"
      data-message-id={message.id}
      data-stage={currentStage(message)?.stage}
    >
      <Origin message={message} />
      {message.file !== undefined && <MessageFile kind={message.kind} file={message.file} files={files} />}
      {message.kind === 'unsupported' && <p class="message-unsupported">{unsupportedSentence(message)}</p>}
      {message.text !== '' && <MessageText text={message.text} />}
      <footer class="message-footer">
        <time dateTime={new Date(message.at).toISOString()}>{clockTime(message.at, language())}</time>
        {ours && (
          <StageStripLine
            stages={message.stages}
            onec={onec}
            now={now}
            {...(message.text === '' ? {} : { writeAgain: () => writeAgain(message.text) })}
          />
        )}
      </footer>
    </article>
  )
}

/** Who wrote it, where that is not plain from the side it stands on. */
function Origin({ message }: { message: Message }) {
  switch (message.origin) {
    case 'phone':
    case 'onec':
      return <span class="message-origin">{i18n.t(`origin.${message.origin}`)}</span>
    case 'client':
    case 'employee':
      return <span class="spoken">{i18n.t(`origin.${message.origin}`)}</span>
  }
}

const unsupportedSentence = ({ rawKind }: Message): string =>
  rawKind === undefined ? i18n.t('message.unsupported') : i18n.t('message.unsupportedKind', [rawKind])
