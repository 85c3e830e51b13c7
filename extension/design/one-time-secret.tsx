import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface OneTimeSecretProps extends Record<'title' | 'secret' | 'note' | 'testId', string> {
  /** What is copied in its place, and what the button says then. */
  message?: { text: string; copy: string } | undefined
}

/** A code or token that is shown once and never again, with a button that copies it. */
export function OneTimeSecret({ title, secret, note, testId, message }: OneTimeSecretProps) {
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(message?.text ?? secret)
    copied.value = true
  }
  return (
    <div class="secret" role="status">
      <strong>{title}</strong>
      <span class="secret-line">
        <code data-testid={testId}>{secret}</code>
        <Button onPress={copy}>
          <Icon name={copied.value ? 'sent' : 'copy'} />
          {copied.value ? i18n.t('secret.copied') : (message?.copy ?? i18n.t('secret.copy'))}
        </Button>
      </span>
      <span>{note}</span>
    </div>
  )
}
