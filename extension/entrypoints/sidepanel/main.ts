import '../../design/tokens.css'
import '../../design/base.css'
import '../../design/components.css'
import '../../inbox/inbox.css'
import { browser } from 'wxt/browser'
import { inbox } from '../../background/ask-background.ts'
import { goWhereAsked } from '../../browser/place-asked.ts'
import { openInbox } from '../../inbox/open-inbox.tsx'

openInbox({ inbox, openSettings: () => void browser.runtime.openOptionsPage() })
goWhereAsked(window)
