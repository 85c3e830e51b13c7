import type { BrowserContext } from 'playwright-core'
import { inFirefoxItself } from './firefox-itself.ts'

/** Firefox's own question, wherever it stands; «Запомнить» is ticked there by Firefox, because an extension asks. */
const answer = (button: 'button' | 'secondaryButton') => `(async () => {
  const later = () => new Promise((done) => setTimeout(done, 20))
  const asked = () => {
    for (const window of Services.wm.getEnumerator('navigator:browser'))
      for (const browser of window.gBrowser.browsers) {
        const question = window.PopupNotifications.getNotification('webRTC-shareDevices', browser)
        if (question) return { window, question, panel: window.PopupNotifications.panel }
      }
  }
  while (!asked()) await later()
  // A press counts only in the window that is in front.
  for (let open = asked(); open; open = asked()) {
    open.window.focus()
    if (open.panel.state === 'open') open.panel.firstElementChild?.${button}.click()
    else if (open.panel.state === 'closed') open.question.reshow()
    await later()
  }
})()`

export const refuseMicrophone = (context: BrowserContext): Promise<void> =>
  inFirefoxItself(context, 'Firefox asks for the microphone and is told «Блокировать»', answer('secondaryButton'))

/** The refusal is taken back by the sign left of the address; then Firefox asks once more. */
export async function allowMicrophone(
  context: BrowserContext,
  origin: string,
  askAgain: () => Promise<void>,
): Promise<void> {
  const takeBack = `Services.perms.removeFromPrincipal(
    Services.scriptSecurityManager.createContentPrincipalFromOrigin('${origin}'), 'microphone')`
  await inFirefoxItself(context, 'the refusal is taken back in Firefox', takeBack)
  await askAgain()
  await inFirefoxItself(context, 'Firefox asks for the microphone and is told «Разрешить»', answer('button'))
}
