import { createHash } from 'node:crypto'

type Language = 'ru' | 'en'

interface PhoneToOpen {
  e164: string
  /** As people write it. */
  shown: string
}

const words = {
  ru: {
    title: 'Написать в WhatsApp',
    product: 'Панель мессенджера для 1С',
    opened: 'Номер открыт в панели. Эту вкладку можно закрыть.',
    here: 'Панель установлена в этом браузере.',
    again: 'Открыть в панели',
    without:
      'Этот чат открывается в «Панели мессенджера для 1С» — расширении браузера, в котором сотрудники отвечают клиентам. Здесь оно ещё не открыло его.',
    steps: [
      'Если расширения нет, попросите администратора установить его и дать вам код для входа.',
      'В настройках расширения откройте «Где открыта 1С» и разрешите «Ссылки из 1С».',
      'Откройте эту ссылку из 1С ещё раз.',
    ],
    bad: 'Это не похоже на номер телефона.',
    badWhatToDo: 'Проверьте номер в карточке 1С: нужен один номер, с кодом города или страны, без добавочного.',
  },
  en: {
    title: 'Write in WhatsApp',
    product: 'Messenger Panel for 1C',
    opened: 'The number is open in the panel. You can close this tab.',
    here: 'The panel is installed in this browser.',
    again: 'Open in the panel',
    without:
      'This chat opens in Messenger Panel for 1C, the browser extension in which employees answer clients. It has not opened it here yet.',
    steps: [
      'If you have no extension, ask your administrator to install it and to give you a code to sign in.',
      'In the extension’s settings open “Where 1C is open” and allow “Links from 1C”.',
      'Open this link from 1C once more.',
    ],
    bad: 'This is not a phone number.',
    badWhatToDo:
      'Check the number in 1C’s card: one number is wanted, with its area or country code and without an extension.',
  },
} satisfies Record<Language, object>

const style = `
:root { color-scheme: light dark; --ground: light-dark(#fff, #1b1c1f); --ink: light-dark(#1d1d1a, #ececea); --quiet: light-dark(#5d5d57, #a9abb0);
  --rule: light-dark(#e2e2dd, #383b41); --accent: light-dark(#2f54c4, #9db4ff); --on-accent: light-dark(#fff, #14182a); }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 520px; margin: 12vh auto 0; padding: 24px; }
h1 { margin: 0 0 4px; font-size: 20px; }
.phone { margin: 0 0 24px; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
li { margin: 8px 0; }
footer { margin-top: 32px; padding-top: 12px; border-top: 1px solid var(--rule); color: var(--quiet); font-size: 13px; }
button { min-height: 36px; padding: 4px 16px; border: 1px solid var(--accent); border-radius: 6px; background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 600; cursor: pointer; }
.opened, .here, .again { display: none; }
[data-panel="opened"] .opened, [data-panel="here"] .here, [data-panel] .again { display: block; }
[data-panel] .without { display: none; }
`

/** For the page's policy: this style and no other. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

/** The whole page; `undefined`: what stood in the address is no phone, and is not repeated. */
export function openPageHtml(phone: PhoneToOpen | undefined, language: Language): string {
  const { title, product, bad, badWhatToDo } = words[language]
  const body =
    phone === undefined ? `<p class="phone">${bad}</p><p>${badWhatToDo}</p>` : aboutPhone(phone.shown, language)
  const meta = phone === undefined ? '' : `<meta name="messenger-panel-phone" content="${phone.e164}">`
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">${meta}
<title>${title}</title><style>${style}</style></head>
<body><main><h1>${title}</h1>${body}<footer>${product}</footer></main></body>
</html>`
}

/** The extension's content script only chooses which of the sentences is seen. */
function aboutPhone(shown: string, language: Language): string {
  const { opened, here, again, without, steps } = words[language]
  return `<p class="phone">${shown}</p>
<div role="status"><p class="opened">${opened}</p><p class="here">${here}</p></div>
<p class="again"><button type="button">${again}</button></p>
<div class="without"><p>${without}</p><ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol></div>`
}
