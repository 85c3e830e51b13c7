import { i18n } from '#i18n'
import { elementIn, onClick, openClosedRoom } from './closed-room.ts'
import { hintStyle } from './companion-style.ts'

/** Says how to open the link by hand when the web client has not done it, and keeps it at hand. Goes away at Esc and when it is closed. */
export async function showPasteHint(page: Window, link: string): Promise<void> {
  const { document } = page
  const copied = await copy(page, link)
  const { inside, leave } = openClosedRoom(document, 'messenger-panel-hint', hintStyle)
  const hint = elementIn(document, 'section', { className: 'hint' })
  hint.role = 'status'
  hint.ariaLabel = i18n.t('companion.notOpened')
  const title = elementIn(document, 'p', { className: 'title', text: i18n.t('companion.notOpened') })
  const how = elementIn(document, 'p', { text: i18n.t(copied ? 'companion.paste' : 'companion.copyAndPaste') })
  const field = elementIn(document, 'input', { className: 'link' })
  field.readOnly = true
  field.value = link
  field.ariaLabel = i18n.t('companion.link')
  const deeds = elementIn(document, 'div', { className: 'deeds' })
  const copyButton = elementIn(document, 'button', {
    className: copied ? '' : 'main',
    type: 'button',
    text: i18n.t('companion.copy'),
  })
  const newTab = elementIn(document, 'button', { type: 'button', text: i18n.t('companion.newTab') })
  const close = elementIn(document, 'button', {
    className: copied ? 'main' : '',
    type: 'button',
    text: i18n.t('companion.close'),
  })
  deeds.append(copyButton, newTab, close)
  hint.append(title, how, field, deeds)
  inside.append(hint)

  onClick(copyButton, () => {
    field.select()
    // Most bases stand in the office without a certificate, where a page has no other clipboard.
    if (document.execCommand('copy')) how.textContent = i18n.t('companion.paste')
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
