import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Button } from './button.tsx'

export interface ConfirmButtonProps {
  children: string
  /** What will happen, as a question. */
  question: string
  /** The verb on the button that does it. */
  yes: string
  onConfirm: () => void
  busy?: boolean
}

/** Asks in place before something that cannot be taken back. */
export function ConfirmButton({ children, question, yes, onConfirm, busy = false }: ConfirmButtonProps) {
  const asking = useSignal(false)
  if (!asking.value) {
    return (
      <Button busy={busy} onPress={() => (asking.value = true)}>
        {children}
      </Button>
    )
  }
  const confirm = () => {
    asking.value = false
    onConfirm()
  }
  return (
    <fieldset class="confirm" aria-label={question}>
      <span>{question}</span>
      <Button look="danger" onPress={confirm}>
        {yes}
      </Button>
      <Button onPress={() => (asking.value = false)}>{i18n.t('confirm.no')}</Button>
    </fieldset>
  )
}
