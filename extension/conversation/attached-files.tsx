import { useEffect, useMemo } from 'preact/hooks'
import { i18n } from '#i18n'
import type { DraftFileRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { TickBox } from '../design/tick-box.tsx'
import type { ComposerState } from './composer-state.ts'
import { fileSize } from './file-size.ts'

/** What leaves with the next reply, in its order: the words go with the first. */
export function AttachedFiles({ state }: { state: ComposerState }) {
  const files = state.files.value
  if (files.length === 0) return null
  return (
    <ul class="attached-files" aria-label={i18n.t('composer.attached')}>
      {files.map((file) => (
        <li key={file.id} data-testid="attached-file">
          {isPicture(file) ? <SmallPicture file={file} /> : <Icon name={file.as === 'sticker' ? 'sticker' : 'file'} />}
          <span class="message-file-name">{file.name}</span>
          <SentAsChoice file={file} state={state} />
          <span class="message-file-size">{fileSize(file.bytes.size, language())}</span>
          <Button look="icon" label={i18n.t('composer.detach', [file.name])} onPress={() => void state.detach(file)}>
            <Icon name="cross" />
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** Which the browser draws without running anything of it. */
const isPicture = ({ mime }: DraftFileRow): boolean => /^image\/(png|jpeg|gif|webp|avif)$/.test(mime)

function SmallPicture({ file }: { file: DraftFileRow }) {
  const address = useMemo(() => URL.createObjectURL(file.bytes), [file.id])
  useEffect(() => () => URL.revokeObjectURL(address), [address])
  return <img class="attached-picture" src={address} alt="" />
}

/** A sticker says that it is one; a film without sound may leave as a GIF, which plays by itself. */
function SentAsChoice({ file, state }: { file: DraftFileRow; state: ComposerState }) {
  if (file.as === 'sticker') return <span class="message-file-size">{i18n.t('attach.asSticker')}</span>
  if (file.mime !== 'video/mp4') return null
  return (
    <TickBox on={file.as === 'gif'} onChange={(on) => void state.sendAs(file, on ? 'gif' : undefined)}>
      {i18n.t('attach.asGif')}
    </TickBox>
  )
}
