import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { MessageKind } from '../../../shared/message.ts'
import { Icon } from '../../design/icon.tsx'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import { useCameIntoView } from '../../inbox/came-into-view.ts'
import { FileLine, type FileProps } from '../message-file.tsx'
import { placeOf } from './picture-place.ts'

/** Fetched only when it comes into view: a long conversation costs nothing until somebody scrolls there. */
export function Picture({ file, files, kind }: FileProps & { kind: Extract<MessageKind, 'image' | 'sticker'> }) {
  const seen = useSignal(false)
  const place = useRef<HTMLDivElement>(null)
  useCameIntoView(place, () => (seen.value = true), file.id)
  const shelf = seen.value ? files.take(file, file.thumbnail ? 'small' : 'whole').value : undefined
  if (shelf?.state === 'failed') return <FileLine file={file} icon="image" note={askedSentence(shelf)} />
  const alt = kind === 'sticker' ? i18n.t('kind.sticker') : i18n.t('file.imageNamed', [file.name])
  return (
    <div class="message-picture" data-kind={kind} ref={place} style={placeOf(file, kind === 'sticker' ? 120 : 240)}>
      {shelf?.state !== 'ready' && <span class="spinner" role="img" aria-label={i18n.t('file.fetching')} />}
      {shelf?.state === 'ready' && kind === 'sticker' && <img src={shelf.url} alt={alt} />}
      {shelf?.state === 'ready' && kind === 'image' && (
        <button
          type="button"
          class="picture-button"
          title={i18n.t('file.enlarge')}
          onClick={() => (files.viewed.value = file.id)}
        >
          <img src={shelf.url} alt={alt} />
        </button>
      )}
    </div>
  )
}

/** The still picture of a film, with the sign that it can be played. */
export function FilmStill({ file, files, play, busy }: FileProps & { play: () => void; busy: boolean }) {
  const seen = useSignal(false)
  const place = useRef<HTMLDivElement>(null)
  useCameIntoView(place, () => (seen.value = true), file.id)
  const shelf = seen.value && file.thumbnail ? files.take(file, 'small').value : undefined
  return (
    <div class="message-picture" data-kind="video" ref={place} style={placeOf(file, 240)}>
      {shelf?.state === 'ready' && <img src={shelf.url} alt="" />}
      <button type="button" class="film-button" aria-label={i18n.t('player.playVideo', [file.name])} onClick={play}>
        {busy ? <span class="spinner" aria-hidden="true" /> : <Icon name="play" />}
      </button>
    </div>
  )
}
