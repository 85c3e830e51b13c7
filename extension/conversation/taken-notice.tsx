import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { TakenRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'

export interface TakenNoticeProps {
  taken: TakenRow
  /** Where the conversation itself is not open, the client is named. */
  named?: boolean
  close: () => void
}

/** Somebody was faster: his words are not lost, and stay until he has seen them. */
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
      <span class="taken-actions">
        {taken.text !== '' && <Copy text={taken.text} />}
        <Button onPress={close}>{i18n.t('taken.close')}</Button>
      </span>
    </section>
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
