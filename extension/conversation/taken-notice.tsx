import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import type { TakenFileRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import type { Taken } from '../inbox/taken.ts'
import { fileSize } from './file-size.ts'

export interface TakenNoticeProps {
  taken: Taken
  /** Where the conversation itself is not open, the client is named. */
  named?: boolean
  close: () => void
}

/** Somebody was faster: his words and files are not lost, and stay until he has seen them. */
export function TakenNotice({ taken, named = false, close }: TakenNoticeProps) {
  const whose = taken.takenBy === '' ? i18n.t('taken.gone') : i18n.t('taken.title', [taken.takenBy])
  return (
    <section class="taken" role="alert" data-testid="taken">
      <p class="taken-title">
        <Icon name="info" />
        <span>
          {named && <strong>{taken.title}. </strong>}
          {whose} {taken.text !== '' && i18n.t('taken.kept')}
        </span>
      </p>
      {taken.text !== '' && <blockquote class="taken-text">{taken.text}</blockquote>}
      {taken.files.length > 0 && (
        <ul class="attached-files" aria-label={i18n.t('taken.files')}>
          {taken.files.map((file) => (
            <TakenFile key={file.id} file={file} />
          ))}
        </ul>
      )}
      <span class="taken-actions">
        {taken.text !== '' && <Copy text={taken.text} />}
        <Button onPress={close}>{i18n.t('taken.close')}</Button>
      </span>
    </section>
  )
}

/** It lies in this browser alone: the one thing to do with it is to take it from here. */
function TakenFile({ file: { id, name, bytes } }: { file: TakenFileRow }) {
  const address = useMemo(() => URL.createObjectURL(bytes), [id])
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return (
    <li data-testid="taken-file">
      <Icon name="file" />
      <span class="message-file-name">{name}</span>
      <span class="message-file-size">{fileSize(bytes.size, language())}</span>
      <a class="link-button" href={address} download={name} aria-label={i18n.t('taken.save', [name])}>
        {i18n.t('file.download')}
      </a>
    </li>
  )
}

function Copy({ text }: { text: string }) {
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    copied.value = true
  }
  return (
    <Button onPress={() => void copy()}>
      <Icon name={copied.value ? 'sent' : 'copy'} />
      {i18n.t(copied.value ? 'secret.copied' : 'taken.copy')}
    </Button>
  )
}
