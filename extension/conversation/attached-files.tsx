import { i18n } from '#i18n'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import { TickBox } from '../design/tick-box.tsx'
import type { ComposerState } from './create-composer-state.ts'
import { fileSize } from './file-size.ts'

export function AttachedFiles({ state }: { state: ComposerState }) {
  const files = state.files.value
  if (files.length === 0) return null
  return (
    <ul class="attached-files" aria-label={i18n.t('composer.attached')}>
      {files.map((file) => (
        <li key={`${file.name}-${file.lastModified}-${file.size}`}>
          <Icon name={state.sentAs.value.get(file) === 'sticker' ? 'sticker' : 'file'} />
          <span class="message-file-name">{file.name}</span>
          <SentAsChoice file={file} state={state} />
          <span class="message-file-size">{fileSize(file.size, language())}</span>
          <Button look="icon" label={i18n.t('composer.detach', [file.name])} onPress={() => state.detach(file)}>
            <Icon name="cross" />
          </Button>
        </li>
      ))}
    </ul>
  )
}

/** A sticker says that it is one; a film without sound may leave as a GIF, which plays by itself. */
function SentAsChoice({ file, state }: { file: File; state: ComposerState }) {
  const as = state.sentAs.value.get(file)
  if (as === 'sticker') return <span class="message-file-size">{i18n.t('attach.asSticker')}</span>
  if (file.type !== 'video/mp4') return null
  return (
    <TickBox on={as === 'gif'} onChange={(on) => state.sendAs(file, on ? 'gif' : undefined)}>
      {i18n.t('attach.asGif')}
    </TickBox>
  )
}
