import { i18n } from '#i18n'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import type { FileShelf } from '../file-shelf.ts'
import type { Medium, Zoom } from './gallery.ts'

interface OnStageProps {
  medium: Medium
  files: FileShelf
  zoom: Zoom
  toggle: () => void
}

/** The whole picture, or the film, as large as the page allows; larger, it can be moved about in. */
export function MediumOnStage({ medium, files, zoom, toggle }: OnStageProps) {
  const shelf = files.take(medium.file).value
  switch (shelf.state) {
    case 'loading':
      return (
        <div class="media-viewer-stage">
          <span class="spinner" role="img" aria-label={i18n.t('file.fetching')} />
        </div>
      )
    case 'failed':
      return <p class="media-viewer-stage">{askedSentence(shelf)}</p>
    case 'ready':
      return medium.kind === 'image' ? (
        <LargePicture name={medium.file.name} url={shelf.url} zoom={zoom} toggle={toggle} />
      ) : (
        <LargeFilm kind={medium.kind} url={shelf.url} />
      )
  }
}

function LargePicture({
  name,
  url,
  zoom,
  toggle,
}: { name: string; url: string } & Pick<OnStageProps, 'zoom' | 'toggle'>) {
  return (
    <div class="media-viewer-stage" data-large={zoom > 1} tabIndex={zoom > 1 ? 0 : -1}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: + and − do the same by keyboard -- reason: handled by the dialog */}
      <img
        src={url}
        alt={i18n.t('file.imageNamed', [name])}
        style={zoom > 1 ? { width: `${zoom * 100}%` } : {}}
        onClick={toggle}
      />
    </div>
  )
}

function LargeFilm({ kind, url }: { kind: 'video' | 'gif'; url: string }) {
  return (
    <div class="media-viewer-stage">
      <video
        src={url}
        controls={kind === 'video'}
        loop={kind === 'gif'}
        muted={kind === 'gif'}
        autoplay
        playsInline
        aria-label={i18n.t(`kind.${kind}`)}
      />
    </div>
  )
}
