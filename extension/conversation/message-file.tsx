import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { MessageFile as File, Message } from '../../shared/message.ts'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { useCameIntoView } from '../inbox/came-into-view.ts'
import type { FileShelf } from './file-shelf.ts'
import { fileSize } from './file-size.ts'

export interface MessageFileProps {
  kind: Message['kind']
  file: File
  files: FileShelf
}

export function MessageFile({ kind, file, files }: MessageFileProps) {
  if (file.state !== 'ready') return <FileLine file={file} note={i18n.t(`file.${file.state}`)} />
  return kind === 'image' ? <ImageFile file={file} files={files} /> : <DocumentFile file={file} files={files} />
}

/** Fetched only when it comes into view: a long conversation costs nothing until somebody scrolls there. */
function ImageFile({ file, files }: Omit<MessageFileProps, 'kind'>) {
  const wanted = useSignal(false)
  const place = useRef<HTMLDivElement>(null)
  useCameIntoView(place, () => (wanted.value = true), file.id)
  const shelf = wanted.value ? files.take(file.id).value : undefined
  if (shelf?.state === 'failed') return <FileLine file={file} note={askedSentence(shelf)} />
  return (
    <div class="message-image" ref={place}>
      {shelf?.state === 'ready' ? (
        <a href={shelf.url} target="_blank" rel="noopener noreferrer">
          <img src={shelf.url} alt={i18n.t('file.imageNamed', [file.name])} />
        </a>
      ) : (
        <span class="spinner" role="img" aria-label={i18n.t('file.fetching')} />
      )}
    </div>
  )
}

function DocumentFile({ file, files }: Omit<MessageFileProps, 'kind'>) {
  const wanted = useSignal(false)
  const link = useRef<HTMLAnchorElement>(null)
  const shelf = wanted.value ? files.take(file.id).value : undefined
  const url = shelf?.state === 'ready' ? shelf.url : undefined
  useEffect(() => {
    if (url === undefined) return
    link.current?.click()
    wanted.value = false
  }, [url, wanted])
  return (
    <>
      <FileLine file={file} note={shelf?.state === 'failed' ? askedSentence(shelf) : undefined}>
        <button
          type="button"
          class="link-button"
          aria-busy={shelf?.state === 'loading'}
          onClick={() => (wanted.value = true)}
        >
          {shelf?.state === 'loading' ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />}
          {i18n.t('file.download')}
        </button>
      </FileLine>
      {url !== undefined && (
        <a ref={link} href={url} download={file.name} hidden>
          {file.name}
        </a>
      )}
    </>
  )
}

type FileLineProps = {
  file: Pick<File, 'name' | 'size'>
  note?: string | undefined
  children?: preact.ComponentChildren
}

export function FileLine({ file, note, children }: FileLineProps) {
  return (
    <div class="message-file">
      <Icon name="file" />
      <span class="message-file-name">{file.name}</span>
      <span class="message-file-size">{fileSize(file.size, language())}</span>
      {children}
      {note !== undefined && <span class="message-file-note">{note}</span>}
    </div>
  )
}
