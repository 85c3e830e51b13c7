import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import { FileLine, type FileProps, useDownload } from '../message-file.tsx'
import { FilmStill } from './picture.tsx'
import { placeOf } from './picture-place.ts'

/** A video; a GIF is one too (WhatsApp sends it as a short film), it plays round and round without a sound. */
export function Film({ file, files, gif }: FileProps & { gif: boolean }) {
  const wanted = useSignal(false)
  const download = useDownload(file, files)
  const shelf = wanted.value ? files.take(file).value : undefined
  if (shelf?.state === 'failed') return <FileLine file={file} icon="video" note={askedSentence(shelf)} />
  return (
    <div class="message-film">
      {shelf?.state === 'ready' ? (
        <FilmPlayer file={file} files={files} url={shelf.url} gif={gif} />
      ) : (
        <FilmStill file={file} files={files} busy={wanted.value} play={() => (wanted.value = true)} />
      )}
      {!gif && (
        <span class="film-deeds">
          <button type="button" class="link-button" onClick={() => (files.viewed.value = file.id)}>
            {i18n.t('file.enlarge')}
          </button>
          <button type="button" class="link-button" aria-busy={download.busy} onClick={download.begin}>
            {i18n.t('file.download')}
          </button>
        </span>
      )}
      {download.problem !== undefined && <span class="message-file-note">{download.problem}</span>}
      {download.link}
    </div>
  )
}

function FilmPlayer({ file, files, url, gif }: FileProps & { url: string; gif: boolean }) {
  const film = useRef<HTMLVideoElement>(null)
  const heard = files.playing.value
  useEffect(() => {
    if (!gif && heard !== file.id) film.current?.pause()
  }, [heard, file.id, gif])
  return (
    <video
      ref={film}
      class="film"
      src={url}
      style={placeOf(file, 240)}
      controls={!gif}
      loop={gif}
      muted={gif}
      autoplay
      playsInline
      aria-label={i18n.t(gif ? 'kind.gif' : 'kind.video')}
      onPlay={() => {
        if (!gif) files.playing.value = file.id
      }}
    />
  )
}
