import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { MessageFile as File } from '../../shared/message.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { FileShelf } from './file-shelf.ts'
import { fileSize } from './file-size.ts'

export interface FileProps {
  file: File
  files: FileShelf
}

/** A file by its name, with the button that saves it. */
export function DocumentFile({ file, files }: FileProps) {
  const download = useDownload(file, files)
  return (
    <FileLine file={file} note={download.problem}>
      <button type="button" class="link-button" aria-busy={download.busy} onClick={download.begin}>
        {download.busy ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />}
        {i18n.t('file.download')}
      </button>
      {download.link}
    </FileLine>
  )
}

/** Saves a file under its name once its bytes are here. */
export function useDownload(file: File, files: FileShelf) {
  const wanted = useSignal(false)
  const link = useRef<HTMLAnchorElement>(null)
  const shelf = wanted.value ? files.take(file).value : undefined
  const url = shelf?.state === 'ready' ? shelf.url : undefined
  useEffect(() => {
    if (url === undefined) return
    link.current?.click()
    wanted.value = false
  }, [url, wanted])
  return {
    busy: shelf?.state === 'loading',
    problem: shelf?.state === 'failed' ? askedSentence(shelf) : undefined,
    begin: () => {
      wanted.value = true
    },
    link:
      url === undefined ? null : (
        <a ref={link} href={url} download={file.name} hidden>
          {file.name}
        </a>
      ),
  }
}

type FileLineProps = {
  file: Pick<File, 'name' | 'size'>
  icon?: IconName
  note?: string | undefined
  children?: ComponentChildren
}

export function FileLine({ file, icon = 'file', note, children }: FileLineProps) {
  return (
    <div class="message-file">
      <Icon name={icon} />
      <span class="message-file-name">{file.name}</span>
      {file.size > 0 && <span class="message-file-size">{fileSize(file.size, language())}</span>}
      {children}
      {note !== undefined && <span class="message-file-note">{note}</span>}
    </div>
  )
}
