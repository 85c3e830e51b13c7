import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../messenger-settings/settings.css'
import '../../first-run/first-run.css'
import { inbox } from '../../background/ask-background.ts'
import { pagesDoor } from '../../browser/allowed-pages.ts'
import { openSettings } from '../../messenger-settings/open-settings.tsx'

openSettings(inbox, pagesDoor)
