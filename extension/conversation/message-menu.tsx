import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon, type IconName } from '../design/icon.tsx'
import { MenuButton } from './menu-button.tsx'
import type { Deed } from './what-may-be-done.ts'

/** What people answer with most, one press away. */
const usualEmoji = ['👍', '❤️', '😂', '😮', '🙏', '✅'] as const

export interface MessageMenuProps {
  deeds: Deed[]
  does: { [Each in Exclude<Deed, 'react'>]: () => void } & { react: (emoji: string) => void }
}

/** Beside each message, seen while the mouse or the keyboard is there. */
export function MessageMenu({ deeds, does }: MessageMenuProps) {
  if (deeds.length === 0) return null
  return (
    <span class="message-menu-place">
      <MenuButton label={i18n.t('menu.open')} icon="more" testId="message-menu" class="message-menu-button">
        {(close) => <Deeds deeds={deeds} does={does} close={close} />}
      </MenuButton>
    </span>
  )
}

function Deeds({ deeds, does, close }: MessageMenuProps & { close: () => void }) {
  const done = (act: () => void) => () => {
    close()
    act()
  }
  return (
    <>
      {deeds.includes('react') && <EmojiRow react={(emoji) => done(() => does.react(emoji))()} />}
      {deeds
        .filter((deed) => deed !== 'react')
        .map((deed) => (
          <button
            key={deed}
            type="button"
            role="menuitem"
            class="menu-item"
            tabIndex={-1}
            data-deed={deed}
            onClick={done(does[deed])}
          >
            <Icon name={deedIcons[deed]} />
            {i18n.t(`menu.${deed}`)}
          </button>
        ))}
    </>
  )
}

const deedIcons = { quote: 'reply', copy: 'copy', task: 'task', edit: 'edit', delete: 'bin' } as const satisfies Record<
  Exclude<Deed, 'react'>,
  IconName
>

function EmojiRow({ react }: { react: (emoji: string) => void }) {
  const own = useSignal(false)
  return (
    <fieldset class="emoji-row" aria-label={i18n.t('menu.react')}>
      {usualEmoji.map((emoji) => (
        <button
          key={emoji}
          type="button"
          role="menuitem"
          class="emoji-button"
          tabIndex={-1}
          aria-label={i18n.t('menu.reactWith', [emoji])}
          onClick={() => react(emoji)}
        >
          {emoji}
        </button>
      ))}
      {own.value ? (
        <OwnEmoji react={react} />
      ) : (
        <button
          type="button"
          role="menuitem"
          class="emoji-button"
          tabIndex={-1}
          aria-label={i18n.t('menu.ownEmoji')}
          title={i18n.t('menu.ownEmoji')}
          onClick={() => (own.value = true)}
        >
          <Icon name="smile" />
        </button>
      )}
    </fieldset>
  )
}

/** Any sign that the keyboard or the system's emoji panel gives (Win+. or Ctrl+Cmd+Space). */
function OwnEmoji({ react }: { react: (emoji: string) => void }) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <input
      ref={box}
      class="own-emoji"
      aria-label={i18n.t('menu.ownEmoji')}
      placeholder="🙂"
      onInput={(event) => {
        const emoji = firstEmoji(event.currentTarget.value)
        if (emoji !== undefined) react(emoji)
      }}
    />
  )
}

/** The first whole sign, families and flags too; letters are no reaction. */
export function firstEmoji(text: string): string | undefined {
  const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)
  return [...signs]
    .map(({ segment }) => segment)
    .find((sign) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(sign))
}
