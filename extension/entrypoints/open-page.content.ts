import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { startOpenPage } from '../companion/open-page.ts'

// Put only into the relay's own page `/open`, once the user has allowed it.
export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main: () => startOpenPage(window, (question) => browser.runtime.sendMessage(question)),
})
