import { defineContentScript } from 'wxt/utils/define-content-script'
import { openCompanionLine } from '../browser/companion-line.ts'
import { startCompanion } from '../companion/start-companion.ts'

// Put only into pages that the user has allowed (`browser/companion-registration.ts`).
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main(context) {
    const companion = startCompanion(window, (heard, asked) =>
      openCompanionLine({ heard, asked, orphaned: () => context.abort(), signal: context.signal }),
    )
    context.onInvalidated(companion.leave)
  },
})
