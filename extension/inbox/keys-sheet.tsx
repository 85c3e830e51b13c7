import './keys-sheet.css'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { type SendKey, sendKeyDoor } from '../browser/send-key.ts'
import { createSendKeyState } from '../conversation/send-key-state.ts'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'

type InList = 'rows' | 'pages' | 'ends' | 'open'
type InConversation = 'back' | 'send' | 'newLine' | 'templates' | 'note'
type Line = InList | InConversation | 'search' | 'tabs' | 'sheet'
type Part = { title: 'list' | 'conversation' | 'everywhere'; keys: [string[], Line][] }

/** As the person has chosen what Enter does. */
const partsWith = (sendKey: SendKey): Part[] => [
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
      [[sendKey === 'enter' ? 'Enter' : 'Ctrl + Enter'], 'send'],
      [[sendKey === 'enter' ? 'Shift + Enter' : 'Enter'], 'newLine'],
      [['/'], 'templates'],
      [['Alt + N'], 'note'],
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
  const state = useMemo(() => createSendKeyState(sendKeyDoor), [])
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => state.stop, [state])
  return (
    <dialog ref={dialog} class="keys-sheet" aria-labelledby="keys-title" onClose={close} data-testid="keys-sheet">
      <header class="keys-head">
        <h2 id="keys-title">{i18n.t('keys.title')}</h2>
        <Button look="icon" label={i18n.t('keys.close')} onPress={() => dialog.current?.close()}>
          <Icon name="cross" />
        </Button>
      </header>
      {partsWith(state.sendKey.value).map(({ title, keys }) => (
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
