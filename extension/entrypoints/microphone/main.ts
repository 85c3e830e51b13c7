import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../voice/microphone-page.css'
import { openMicrophoneQuestion } from '../../voice/microphone-question.tsx'

openMicrophoneQuestion()
