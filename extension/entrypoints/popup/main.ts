import { inbox } from '../../background/ask-background.ts'
import { readFirstPaint } from '../../browser/first-paint-store.ts'
import { rememberSize } from '../../browser/own-window.ts'
import { pagePlace } from '../../browser/page-place.ts'
import { goWhereAsked } from '../../browser/place-asked.ts'
import { openFirstSteps, openSettings } from '../../browser/settings-page.ts'
import { openInbox } from '../../inbox/open-inbox.tsx'

void openInbox({ inbox, openSettings, openFirstSteps, readFirstPaint })
goWhereAsked(window)
if (pagePlace(window.location) === 'window') {
  document.documentElement.dataset.place = 'window'
  rememberSize(window)
}
