import { levelOf, levelsPerSecond } from './waveform.ts'

/** What a recording tells while it goes on. */
export interface Listener {
  /** How loud it is now, 0–100, and how long it has become. */
  level(height: number, seconds: number): void
  /** The next piece of the file. */
  part(bytes: Blob): void
  /** The microphone was unplugged, or taken away. */
  ended(): void
}

export interface Session {
  pause(): void
  resume(): void
  /** Resolves once the last part was told of. */
  stop(): Promise<void>
}

/** `ask`: nobody was asked yet, which only a page in a tab can do. */
export type MicrophoneRight = 'granted' | 'ask' | 'denied'

export interface Microphone {
  right(): Promise<MicrophoneRight>
  /** @throws when there is no microphone, or it may not be heard. */
  record(listener: Listener): Promise<Session>
}

/** Opus, in the box of which the browser has one; the relay puts it into WhatsApp's. */
const boxes = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus']
/** As clear as WhatsApp's own voice messages. */
const audioBitsPerSecond = 32_000
/** So much is lost at most when the page is closed. Milliseconds. */
const partEvery = 1_000

/** The microphone of this computer. */
export const browserMicrophone: Microphone = {
  async right() {
    const { state } = await navigator.permissions.query({ name: 'microphone' })
    return state === 'prompt' ? 'ask' : state
  },
  async record(listener) {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true },
    })
    const mimeType = boxes.find((box) => MediaRecorder.isTypeSupported(box)) ?? ''
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond })
    const meter = startMeter(stream, () => recorder.state === 'recording', listener)
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) listener.part(data)
    }
    const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()))
    void stopped.then(() => {
      meter.end()
      for (const track of stream.getTracks()) track.stop()
      listener.ended()
    })
    recorder.start(partEvery)
    return {
      pause: () => recorder.pause(),
      resume: () => recorder.resume(),
      stop: () => {
        if (recorder.state !== 'inactive') recorder.stop()
        return stopped
      },
    }
  },
}

/** Looks at the level again and again, and counts the time that is really recorded. */
function startMeter(stream: MediaStream, isOn: () => boolean, { level }: Listener): { end(): void } {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const samples = new Float32Array(analyser.fftSize)
  let [last, seconds] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    const passed = (now - last) / 1000
    last = now
    if (!isOn()) return
    seconds += passed
    analyser.getFloatTimeDomainData(samples)
    level(levelOf(samples), seconds)
  }, 1000 / levelsPerSecond)
  return {
    end: () => {
      clearInterval(timer)
      void context.close()
    },
  }
}
