import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { language } from '../design/language.ts'
import type { ComposerState } from './create-composer-state.ts'
import { fileSize } from './file-size.ts'

export function AttachButton({ state }: { state: ComposerState }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button look="icon" label={i18n.t('composer.attach')} onPress={() => input.current?.click()}>
        <Icon name="attach" />
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="attach-input"
        aria-label={i18n.t('composer.attach')}
        onChange={(event) => {
          state.attach(event.currentTarget.files ?? [])
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}

export function AttachedFiles({ state }: { state: ComposerState }) {
  const files = state.files.value
  if (files.length === 0) return null
  return (
    <ul class="attached-files" aria-label={i18n.t('composer.attached')}>
      {files.map((file) => (
        <li key={`${file.name}-${file.lastModified}-${file.size}`}>
          <Icon name="file" />
          <span class="message-file-name">{file.name}</span>
          <span class="message-file-size">{fileSize(file.size, language())}</span>
          <Button look="icon" label={i18n.t('composer.detach', [file.name])} onPress={() => state.detach(file)}>
            <Icon name="cross" />
          </Button>
        </li>
      ))}
    </ul>
  )
}
