import './keys-sheet.css'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'

type Line = 'rows' | 'pages' | 'ends' | 'open' | 'back' | 'search' | 'tabs' | 'send' | 'newLine' | 'templates' | 'sheet'

const parts: { title: 'list' | 'conversation' | 'everywhere'; keys: [string[], Line][] }[] = [
  {
    title: 'list',
    keys: [
      [['↑', '↓'], 'rows'],
      [['Page Up', 'Page Down'], 'pages'],
      [['Home', 'End'], 'ends'],
      [['Enter'], 'open'],
    ],
  },
  {
    title: 'conversation',
    keys: [
      [['Enter'], 'send'],
      [['Shift + Enter'], 'newLine'],
      [['/'], 'templates'],
      [['Esc'], 'back'],
    ],
  },
  {
    title: 'everywhere',
    keys: [
      [['/'], 'search'],
      [['Alt + 1', '…', 'Alt + 4'], 'tabs'],
      [['?'], 'sheet'],
    ],
  },
]

/** All keys on one sheet. The browser's own dialog: it holds the focus, Esc closes it, and the focus goes back to where it was. */
export default function KeysSheet({ close }: { close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="keys-sheet" aria-labelledby="keys-title" onClose={close} data-testid="keys-sheet">
      <header class="keys-head">
        <h2 id="keys-title">{i18n.t('keys.title')}</h2>
        <Button look="icon" label={i18n.t('keys.close')} onPress={() => dialog.current?.close()}>
          <Icon name="cross" />
        </Button>
      </header>
      {parts.map(({ title, keys }) => (
        <section key={title}>
          <h3>{i18n.t(`keys.${title}`)}</h3>
          <dl>
            {keys.map(([names, line]) => (
              <div key={line}>
                <dt>{names.map((name) => (name === '…' ? name : <kbd key={name}>{name}</kbd>))}</dt>
                <dd>{i18n.t(`keys.${line}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  )
}
