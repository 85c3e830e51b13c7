import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** Copies a text, and says that it has. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    copied.value = true
  }
  return (
    <Button look="icon" label={copied.value ? i18n.t('secret.copied') : label} onPress={copy}>
      <Icon name={copied.value ? 'sent' : 'copy'} />
    </Button>
  )
}
