import './media-viewer.css'
import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { FileId } from '../../../shared/ids.ts'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import type { FileShelf } from '../file-shelf.ts'
import { useDownload } from '../message-file.tsx'
import { type Medium, type Zoom, zoomed } from './gallery.ts'
import { MediumOnStage } from './medium-on-stage.tsx'

export interface MediaViewerProps {
  media: readonly Medium[]
  /** Which of them was pressed. */
  first: FileId
  files: FileShelf
  close: () => void
}

/** One picture or film over everything else, in this page: a popup is gone as soon as a tab opens. ← → lead through all of the conversation. */
export default function MediaViewer({ media, first, files, close }: MediaViewerProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const shown = useSignal(first)
  const zoom = useSignal<Zoom>(1)
  const place = media.findIndex(({ file }) => file.id === shown.value)
  const medium = media[place]
  useEffect(() => {
    dialog.current?.showModal()
    // What plays below it is not heard here.
    files.playing.value = undefined
  }, [])
  const go = (step: 1 | -1) => {
    const next = media[place + step]
    if (next === undefined) return
    shown.value = next.file.id
    zoom.value = 1
  }
  const enlarge = (step: 1 | -1) => {
    zoom.value = zoomed(zoom.value, step)
  }
  return (
    <dialog
      ref={dialog}
      class="media-viewer"
      aria-label={medium === undefined ? i18n.t('viewer.label') : i18n.t('file.imageNamed', [medium.file.name])}
      onClose={close}
      onKeyDown={(event) => pressed(event, { go, enlarge, isLarge: zoom.value > 1 })}
    >
      {medium !== undefined && (
        <>
          <Bar medium={medium} files={files} at={`${place + 1} / ${media.length}`} zoom={zoom.value} enlarge={enlarge}>
            <Button look="icon" label={i18n.t('file.close')} onPress={() => dialog.current?.close()}>
              <Icon name="cross" />
            </Button>
          </Bar>
          <MediumOnStage
            key={medium.file.id}
            medium={medium}
            files={files}
            zoom={zoom.value}
            toggle={() => (zoom.value = zoom.value === 1 ? 2 : 1)}
          />
          {place > 0 && <Step to={-1} go={go} />}
          {place < media.length - 1 && <Step to={1} go={go} />}
          {medium.caption !== '' && <p class="media-viewer-caption">{medium.caption}</p>}
        </>
      )}
    </dialog>
  )
}

interface Keys {
  go: (step: 1 | -1) => void
  enlarge: (step: 1 | -1) => void
  /** Then the arrows move over the picture. */
  isLarge: boolean
}

function pressed(event: KeyboardEvent, { go, enlarge, isLarge }: Keys): void {
  // In a film they jump.
  if (event.target instanceof HTMLVideoElement) return
  if (event.key === 'ArrowLeft' && !isLarge) go(-1)
  else if (event.key === 'ArrowRight' && !isLarge) go(1)
  else if (event.key === '+' || event.key === '=') enlarge(1)
  else if (event.key === '-') enlarge(-1)
  else return
  event.preventDefault()
}

function Step({ to, go }: { to: 1 | -1; go: Keys['go'] }) {
  return (
    <span class="media-viewer-step" data-to={to}>
      <Button look="icon" label={i18n.t(to === 1 ? 'viewer.next' : 'viewer.previous')} onPress={() => go(to)}>
        <Icon name={to === 1 ? 'next' : 'back'} />
      </Button>
    </span>
  )
}

interface BarProps {
  medium: Medium
  files: FileShelf
  at: string
  zoom: Zoom
  enlarge: Keys['enlarge']
  children: ComponentChildren
}

/** Its name and place, and what can be done with it. */
function Bar({ medium, files, at, zoom, enlarge, children }: BarProps) {
  const download = useDownload(medium.file, files)
  return (
    <div class="media-viewer-bar">
      <span class="media-viewer-name">{medium.file.name}</span>
      <span class="media-viewer-at" role="status">
        {at}
      </span>
      {medium.kind === 'image' && (
        <>
          <Button look="icon" label={i18n.t('viewer.smaller')} off={zoom === 1} onPress={() => enlarge(-1)}>
            <Icon name="minus" />
          </Button>
          <Button look="icon" label={i18n.t('viewer.larger')} off={zoom === 4} onPress={() => enlarge(1)}>
            <Icon name="attach" />
          </Button>
        </>
      )}
      <Button look="icon" label={i18n.t('file.download')} busy={download.busy} onPress={download.begin}>
        <Icon name="download" />
      </Button>
      {children}
      {download.link}
      {download.problem !== undefined && <span class="message-file-note">{download.problem}</span>}
    </div>
  )
}
