import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../inbox/inbox.css'
import { inbox } from '../../background/ask-background.ts'
import { readFirstPaint } from '../../browser/first-paint-store.ts'
import { goWhereAsked } from '../../browser/place-asked.ts'
import { openFirstSteps, openSettings } from '../../browser/settings-page.ts'
import { openInbox } from '../../inbox/open-inbox.tsx'

void openInbox({ inbox, openSettings, openFirstSteps, readFirstPaint })
goWhereAsked(window)
