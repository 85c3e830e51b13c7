import { useSignal } from '@preact/signals'
import { render } from 'preact'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { languageDoor } from '../browser/chosen-language.ts'
import { Banner } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { createLanguageState } from '../design/language-state.ts'
import { createThemeState } from '../design/theme.ts'

/** How it stands with the browser's question. */
type Asking = 'asking' | 'granted' | 'denied' | 'noMicrophone'

/** The page in a tab that makes the browser ask for the microphone: in the popup its question would close the popup. */
export function openMicrophoneQuestion(): void {
  createThemeState(window)
  void createLanguageState(window, languageDoor).follow()
  document.title = i18n.t('microphone.title')
  render(<MicrophoneQuestion />, document.body)
}

function MicrophoneQuestion() {
  const state = useSignal<Asking>('asking')
  const ask = async () => {
    state.value = 'asking'
    state.value = await askForMicrophone()
  }
  useEffect(() => void ask(), [])
  return (
    <main class="microphone-page">
      <h1>{i18n.t('microphone.title')}</h1>
      <p>{i18n.t('microphone.why')}</p>
      <Banner tone={tones[state.value]} text={i18n.t(`microphone.${state.value}`)} />
      {state.value === 'granted' ? (
        <Button look="main" onPress={() => window.close()} testId="microphone-close">
          {i18n.t('microphone.close')}
        </Button>
      ) : (
        <Button onPress={() => void ask()} busy={state.value === 'asking'}>
          {i18n.t('microphone.again')}
        </Button>
      )}
    </main>
  )
}

const tones = { asking: 'quiet', granted: 'good', denied: 'bad', noMicrophone: 'bad' } as const

async function askForMicrophone(): Promise<Asking> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    for (const track of stream.getTracks()) track.stop()
    return 'granted'
  } catch (cause) {
    return cause instanceof DOMException && cause.name === 'NotAllowedError' ? 'denied' : 'noMicrophone'
  }
}
