import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../voice/microphone-page.css'
import { openFileChoice } from '../../file-choice/open-file-choice.tsx'

openFileChoice(window)
