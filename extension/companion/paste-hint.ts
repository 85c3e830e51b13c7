import { elementIn, onClick, openClosedRoom } from './closed-room.ts'
import { hintStyle } from './companion-style.ts'
import type { HintWords } from './hint-words.ts'

/** Says how to open the link by hand when the web client has not done it, and keeps it at hand. Goes away at Esc and when it is closed. */
export async function showPasteHint(page: Window, link: string, words: HintWords): Promise<void> {
  const { document } = page
  const copied = await copy(page, link)
  const { host, inside, leave } = openClosedRoom(document, 'messenger-panel-hint', hintStyle)
  host.lang = words.language
  const hint = elementIn(document, 'section', { className: 'hint' })
  hint.role = 'status'
  hint.ariaLabel = words.notOpened
  const title = elementIn(document, 'p', { className: 'title', text: words.notOpened })
  const how = elementIn(document, 'p', { text: copied ? words.paste : words.copyAndPaste })
  const field = elementIn(document, 'input', { className: 'link' })
  field.readOnly = true
  field.value = link
  field.ariaLabel = words.link
  const deeds = elementIn(document, 'div', { className: 'deeds' })
  const copyButton = elementIn(document, 'button', {
    className: copied ? '' : 'main',
    type: 'button',
    text: words.copy,
  })
  const newTab = elementIn(document, 'button', { type: 'button', text: words.newTab })
  const close = elementIn(document, 'button', {
    className: copied ? 'main' : '',
    type: 'button',
    text: words.close,
  })
  deeds.append(copyButton, newTab, close)
  hint.append(title, how, field, deeds)
  inside.append(hint)

  onClick(copyButton, () => {
    field.select()
    // Most bases stand in the office without a certificate, where a page has no other clipboard.
    if (document.execCommand('copy')) how.textContent = words.paste
  })
  onClick(newTab, () => {
    page.open(`${page.location.pathname}${page.location.search}#${link}`, '_blank', 'noopener')
    leave()
  })
  onClick(close, leave)
  hint.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave()
  })
}

/** Works on https pages in front; everywhere else the hint's own button does it. */
const copy = (page: Window, link: string): Promise<boolean> =>
  page.navigator.clipboard === undefined
    ? Promise.resolve(false)
    : page.navigator.clipboard.writeText(link).then(
        () => true,
        () => false,
      )
