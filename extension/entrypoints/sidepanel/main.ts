import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../inbox/inbox.css'
import { browser } from 'wxt/browser'
import { inbox } from '../../background/ask-background.ts'
import { readFirstPaint } from '../../browser/first-paint-store.ts'
import { goWhereAsked } from '../../browser/place-asked.ts'
import { openInbox } from '../../inbox/open-inbox.tsx'

void openInbox({ inbox, openSettings: () => void browser.runtime.openOptionsPage(), readFirstPaint })
goWhereAsked(window)
