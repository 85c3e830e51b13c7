import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { playTime } from '../conversation/kinds/playing.ts'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import type { VoiceState } from './voice-state.ts'
import { waveformOf } from './waveform.ts'

export interface VoiceRecorderProps {
  voice: VoiceState
  send: () => void
}

/** In place of the box while a voice message is recorded, heard and sent. */
export function VoiceRecorder({ voice, send }: VoiceRecorderProps) {
  const step = voice.step.value
  const line = useRef<HTMLElement>(null)
  // Whoever pressed the microphone goes on with the keyboard here.
  useEffect(() => line.current?.querySelector<HTMLElement>('[data-testid=voice-send]')?.focus(), [])
  return (
    <section
      ref={line}
      class="composer voice-recorder"
      aria-label={i18n.t('voice.label')}
      data-testid="voice-recorder"
      data-step={step}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        void voice.cancel()
      }}
    >
      <div class="composer-line">
        <Button look="icon" label={i18n.t('voice.cancel')} onPress={() => void voice.cancel()} testId="voice-cancel">
          <Icon name="bin" />
        </Button>
        {step === 'ready' ? <Hearing voice={voice} /> : <Speaking voice={voice} />}
        <Button look="main" label={i18n.t('voice.send')} busy={step === 'starting'} onPress={send} testId="voice-send">
          <Icon name="send" />
        </Button>
      </div>
      <VoiceProblem voice={voice} />
    </section>
  )
}

/** What stands in the way, and what to do about it. */
export function VoiceProblem({ voice }: Pick<VoiceRecorderProps, 'voice'>) {
  const trouble = voice.trouble.value
  return <Problem text={trouble && i18n.t(`voiceTrouble.${trouble}`)} />
}

function Speaking({ voice }: Pick<VoiceRecorderProps, 'voice'>) {
  const paused = voice.step.value === 'paused'
  return (
    <>
      <span class="voice-dot" data-on={!paused} aria-hidden="true" />
      <span class="spoken" role="status">
        {i18n.t(paused ? 'voice.paused' : 'voice.recording')}
      </span>
      <Length seconds={voice.seconds.value} />
      <Bars levels={voice.levels.value.slice(-shown)} />
      <Button
        look="icon"
        label={i18n.t(paused ? 'voice.resume' : 'voice.pause')}
        onPress={() => (paused ? voice.resume() : voice.pause())}
        testId="voice-pause"
      >
        <Icon name={paused ? 'voice' : 'pause'} />
      </Button>
      <Button look="icon" label={i18n.t('voice.finish')} onPress={() => void voice.finish()} testId="voice-finish">
        <Icon name="stop" />
      </Button>
    </>
  )
}

/** What was recorded, to be heard before it is sent. */
function Hearing({ voice }: Pick<VoiceRecorderProps, 'voice'>) {
  const sound = useRef<HTMLAudioElement>(null)
  const [playing, at] = [useSignal(false), useSignal(0)]
  const address = useComputed(() => (voice.bytes.value === undefined ? '' : URL.createObjectURL(voice.bytes.value)))
  useEffect(() => () => URL.revokeObjectURL(address.peek()), [address])
  const press = () => (playing.value ? sound.current?.pause() : void sound.current?.play())
  return (
    <>
      <Button
        look="icon"
        label={i18n.t(playing.value ? 'voice.stopHearing' : 'voice.hear')}
        onPress={press}
        testId="voice-hear"
      >
        <Icon name={playing.value ? 'pause' : 'play'} />
      </Button>
      {/* biome-ignore lint/a11y/useMediaCaption: it was spoken a moment ago by who hears it -- reason: nobody has written it down */}
      <audio
        ref={sound}
        src={address.value}
        onPlay={() => (playing.value = true)}
        onPause={() => (playing.value = false)}
        onTimeUpdate={(event) => (at.value = event.currentTarget.ended ? 0 : event.currentTarget.currentTime)}
      />
      <Bars levels={waveformOf(voice.levels.value)} />
      <Length seconds={at.value > 0 ? at.value : voice.seconds.value} />
    </>
  )
}

const Length = ({ seconds }: { seconds: number }) => (
  <span class="sound-time" data-testid="voice-length">
    {playTime(seconds)}
  </span>
)

/** So many moments fit beside one another. */
const shown = 40

const Bars = ({ levels }: { levels: readonly number[] }) => (
  <span class="voice-levels" aria-hidden="true">
    {levels.map((level, place) => (
      <span key={place} style={{ height: `${Math.max(8, level)}%` }} />
    ))}
  </span>
)
