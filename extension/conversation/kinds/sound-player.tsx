import { type Signal, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import { type FileProps, useDownload } from '../message-file.tsx'
import { barsOf, jumpOf, nextSpeed, playTime, type Speed } from './playing.ts'
import { voiceSpeed } from './voice-speed.ts'

export interface SoundPlayerProps extends FileProps {
  voice: boolean
  playback: { seconds: number; waveform?: number[] | undefined } | undefined
}

/** A voice message or a piece of sound: play, jump, speed, time. Its bytes are fetched when somebody wants to hear it. */
export function SoundPlayer({ file, files, voice, playback }: SoundPlayerProps) {
  const wanted = useSignal(false)
  const at = useSignal(0)
  const length = useSignal(playback?.seconds ?? 0)
  const shelf = wanted.value ? files.take(file).value : undefined
  const playing = files.playing.value === file.id
  const download = useDownload(file, files)
  const press = () => {
    wanted.value = true
    files.playing.value = playing ? undefined : file.id
  }
  const problem = shelf?.state === 'failed' ? askedSentence(shelf) : download.problem
  return (
    <div class="sound" data-testid="sound" data-state={shelf?.state ?? 'quiet'} data-playing={playing}>
      <Button
        look="icon"
        label={i18n.t(playing ? 'player.pause' : voice ? 'player.playVoice' : 'player.play')}
        busy={shelf?.state === 'loading'}
        onPress={press}
      >
        {shelf?.state !== 'loading' && <Icon name={playing ? 'pause' : 'play'} />}
      </Button>
      <SoundTrack at={at} length={length.value} waveform={playback?.waveform} off={shelf?.state !== 'ready'} />
      <Pace at={at.value} length={length.value} />
      <Button look="icon" label={i18n.t('file.download')} busy={download.busy} onPress={download.begin}>
        {!download.busy && <Icon name="download" />}
      </Button>
      {download.link}
      {!voice && <span class="sound-name">{file.name}</span>}
      {problem !== undefined && <span class="message-file-note">{problem}</span>}
      {shelf?.state === 'ready' && (
        <Sound
          url={shelf.url}
          playing={playing}
          speed={voiceSpeed.value}
          at={at}
          length={length}
          playingNow={files.playing}
        />
      )}
    </div>
  )
}

/** How fast it plays, and where it stands. */
function Pace({ at, length }: { at: number; length: number }) {
  const speed = voiceSpeed
  return (
    <>
      <button
        type="button"
        class="sound-speed"
        aria-label={i18n.t('player.speed', [String(speed.value)])}
        onClick={() => (speed.value = nextSpeed(speed.value))}
      >
        {speed.value}×
      </button>
      <span class="sound-time">
        {at > 0 ? `${playTime(at)} / ` : ''}
        {playTime(length)}
      </span>
    </>
  )
}

interface SoundProps {
  url: string
  playing: boolean
  speed: Speed
  at: Signal<number>
  length: Signal<number>
  playingNow: Signal<string | undefined>
}

/** The sound itself; nothing to see. `at` is where it stands, and where somebody has put it. */
function Sound({ url, playing, speed, at, length, playingNow }: SoundProps) {
  const sound = useRef<HTMLAudioElement>(null)
  const wantedAt = at.value
  useEffect(() => {
    if (!playing) sound.current?.pause()
    // A browser may refuse to play without a click; then the button stands ready again.
    else sound.current?.play().catch(() => (playingNow.value = undefined))
  }, [playing, playingNow])
  useEffect(() => {
    if (sound.current !== null) sound.current.playbackRate = speed
  }, [speed])
  useEffect(() => {
    const element = sound.current
    // What the sound itself told comes back as it is; only a hand moves it farther.
    if (element !== null && Math.abs(element.currentTime - wantedAt) > 0.6) element.currentTime = wantedAt
  }, [wantedAt])
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written captions for what a client says -- reason: there is nothing to show
    <audio
      ref={sound}
      src={url}
      onTimeUpdate={(event) => (at.value = event.currentTarget.currentTime)}
      onLoadedMetadata={(event) => {
        if (Number.isFinite(event.currentTarget.duration)) length.value = event.currentTarget.duration
      }}
      onEnded={() => {
        at.value = 0
        playingNow.value = undefined
      }}
    />
  )
}

function SoundTrack({
  at,
  length,
  waveform,
  off,
}: {
  at: Signal<number>
  length: number
  waveform: number[] | undefined
  off: boolean
}) {
  const bars = barsOf(waveform)
  const passed = length > 0 ? at.value / length : 0
  return (
    <span class="sound-track">
      <svg class="sound-wave" viewBox={`0 0 ${bars.length * 3} 24`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((height, place) => (
          <path
            key={place}
            d={`M${place * 3 + 1} ${12 - height / 2}v${height}`}
            data-passed={(place + 0.5) / bars.length <= passed}
          />
        ))}
      </svg>
      <input
        type="range"
        class="sound-seek"
        min={0}
        max={Math.max(length, 0.1)}
        step={0.1}
        value={at.value}
        disabled={off}
        aria-label={i18n.t('player.position')}
        aria-valuetext={playTime(at.value)}
        onInput={(event) => (at.value = Number(event.currentTarget.value))}
        onKeyDown={(event) => {
          const jump = jumpOf(event.key)
          if (jump === undefined) return
          event.preventDefault()
          at.value = Math.min(length, Math.max(0, at.value + jump))
        }}
      />
    </span>
  )
}
