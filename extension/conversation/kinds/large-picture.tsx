import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import { type FileProps, useDownload } from '../message-file.tsx'

/** The whole picture over everything else, in this page: a popup is gone as soon as a tab opens, and the picture with it. */
export function LargePicture({ file, files, close }: FileProps & { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const shelf = files.take(file).value
  const download = useDownload(file, files)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="large-picture" aria-label={i18n.t('file.imageNamed', [file.name])} onClose={close}>
      <div class="large-picture-actions">
        <Button look="icon" label={i18n.t('file.download')} busy={download.busy} onPress={download.begin}>
          <Icon name="download" />
        </Button>
        <Button look="icon" label={i18n.t('file.close')} onPress={() => dialog.current?.close()}>
          <Icon name="cross" />
        </Button>
        {download.link}
      </div>
      {shelf.state === 'ready' && <img src={shelf.url} alt={i18n.t('file.imageNamed', [file.name])} />}
      {shelf.state === 'loading' && <span class="spinner" role="img" aria-label={i18n.t('file.fetching')} />}
      {shelf.state === 'failed' && <p>{askedSentence(shelf)}</p>}
    </dialog>
  )
}
