import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import type { Message, MessageFile, MessageKind } from '../../shared/message.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { DocumentToCome } from './documents/document-to-come.tsx'
import { fileSentence } from './file-sentences.ts'
import type { FileShelf } from './file-shelf.ts'
import { callSentence } from './kinds/call-sentence.ts'
import { ContactCards } from './kinds/contact-cards.tsx'
import { Film } from './kinds/film.tsx'
import { Picture } from './kinds/picture.tsx'
import { Place } from './kinds/place.tsx'
import { Poll } from './kinds/poll.tsx'
import { SoundPlayer } from './kinds/sound-player.tsx'
import { DocumentFile, FileLine } from './message-file.tsx'
import { MessageText } from './message-text.tsx'

export interface MessageBodyProps {
  message: Message
  files: FileShelf
  now: Instant
}

/** What a message says, each kind in its own way, and below it its words. */
export function MessageBody({ message, files, now }: MessageBodyProps) {
  return (
    <>
      <KindPart message={message} files={files} now={now} />
      {message.text !== '' && <MessageText text={message.text} />}
    </>
  )
}

function KindPart({ message, files, now }: MessageBodyProps) {
  switch (message.kind) {
    case 'text':
      return message.file === undefined ? null : <FilePart message={message} file={message.file} files={files} />
    case 'image':
    case 'video':
    case 'gif':
    case 'voice':
    case 'audio':
    case 'document':
    case 'sticker':
      if (message.file !== undefined) return <FilePart message={message} file={message.file} files={files} />
      if (message.document !== undefined) return <DocumentToCome message={message} title={message.document.title} />
      return <Said icon={kindIcons[message.kind] ?? 'file'}>{i18n.t(`kind.${message.kind}`)}</Said>
    case 'location':
      if (message.location !== undefined) return <Place location={message.location} now={now} />
      return <Said icon="place">{i18n.t('kind.location')}</Said>
    case 'contacts':
      return <ContactCards contacts={message.contacts ?? []} />
    case 'poll':
      if (message.poll !== undefined) return <Poll poll={message.poll} />
      return <Said icon="poll">{i18n.t('kind.poll')}</Said>
    case 'call':
      return <Said icon="call">{callSentence(message.call)}</Said>
    case 'viewOnce':
      return <Said icon="eye">{i18n.t('message.viewOnce')}</Said>
    case 'note':
      return null
    case 'pending':
      return <Said icon="clock">{i18n.t('message.pending')}</Said>
    case 'unsupported':
      return <Said icon="unknown">{unsupportedSentence(message)}</Said>
    default:
      return message.kind satisfies never
  }
}

const kindIcons: Partial<Record<MessageKind, IconName>> = {
  image: 'image',
  video: 'video',
  gif: 'video',
  voice: 'voice',
  audio: 'voice',
  document: 'file',
  sticker: 'sticker',
}

type FilePartProps = { message: Message; file: MessageFile; files: FileShelf }

function FilePart({ message: { kind, playback }, file, files }: FilePartProps) {
  const missing = fileSentence(file)
  if (missing !== undefined) return <FileLine file={file} icon={kindIcons[kind] ?? 'file'} note={missing} />
  switch (kind) {
    case 'image':
    case 'sticker':
      return <Picture kind={kind} file={file} files={files} />
    case 'video':
    case 'gif':
      return <Film gif={kind === 'gif'} file={file} files={files} />
    case 'voice':
    case 'audio':
      return <SoundPlayer voice={kind === 'voice'} file={file} files={files} playback={playback} />
    default:
      return <DocumentFile file={file} files={files} />
  }
}

function Said({ icon, children }: { icon: IconName; children: ComponentChildren }) {
  return (
    <p class="message-said">
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  )
}

const unsupportedSentence = ({ rawKind }: Message): string =>
  rawKind === undefined ? i18n.t('message.unsupported') : i18n.t('message.unsupportedKind', [rawKind])
