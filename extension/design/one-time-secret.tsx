import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** A code or token that is shown once and never again, with a button that copies it. */
export function OneTimeSecret({ title, secret, note, testId }: Record<'title' | 'secret' | 'note' | 'testId', string>) {
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(secret)
    copied.value = true
  }
  return (
    <div class="secret" role="status">
      <strong>{title}</strong>
      <span class="secret-line">
        <code data-testid={testId}>{secret}</code>
        <Button onPress={copy}>
          <Icon name={copied.value ? 'sent' : 'copy'} />
          {copied.value ? i18n.t('secret.copied') : i18n.t('secret.copy')}
        </Button>
      </span>
      <span>{note}</span>
    </div>
  )
}
