import { useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import type { BaseId } from '../../shared/ids.ts'
import type { OnecStatus } from '../../shared/onec-status.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { OpenedInOnec } from '../browser/open-in-onec.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'

export interface OpenInOnecProps {
  /** 1C's internal link, like `e1cib/data/…`. */
  url: string
  baseId: BaseId | undefined
  onec: Pick<OnecStatus, 'bases'> | undefined
  openInOnec: InboxService['openInOnec']
  /** Where there is little room its sign and «1С» are shown; the whole words are its name. */
  short?: boolean
}

/** «Открыть в 1С»; where nobody has said where the base is published, its link can be copied. */
export function OpenInOnec({ url, baseId, onec, openInOnec, short = false }: OpenInOnecProps) {
  const opened = useSignal<OpenedInOnec | undefined>(undefined)
  const webAddress = onec?.bases?.find(({ id }) => id === baseId)?.webAddress
  if (webAddress === undefined) return <CopyLink url={url} />
  const open = async () => {
    opened.value = await openInOnec(webAddress, url)
  }
  const sentence = sentenceOf(opened.value)
  return (
    <>
      <Button onPress={() => void open()} {...(short ? { label: i18n.t('note.open') } : {})} testId="open-in-onec">
        <Icon name="open" />
        {i18n.t(short ? 'settings.onec' : 'note.open')}
      </Button>
      {sentence !== undefined && <span role="status">{sentence}</span>}
    </>
  )
}

function CopyLink({ url }: { url: string }) {
  const copied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(url)
    copied.value = true
  }
  return (
    <Button onPress={() => void copy()} testId="copy-onec-link">
      <Icon name={copied.value ? 'sent' : 'copy'} />
      {copied.value ? i18n.t('secret.copied') : i18n.t('note.copyLink')}
    </Button>
  )
}

/** Where it is open, there is nothing to say. */
const sentenceOf = (opened: OpenedInOnec | undefined): string | undefined =>
  opened === 'pasteHint' || opened === 'notALink' ? i18n.t(`note.opened.${opened}`) : undefined
