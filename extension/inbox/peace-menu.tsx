import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import { followWishes, saveDoNotDisturb } from '../browser/notification-storage.ts'
import { MenuButton } from '../conversation/menu-button.tsx'
import type { DoNotDisturb } from '../notifications/notification-settings.ts'
import { peaceOffWords, peaceWords } from '../notifications/peace-words.ts'
import { isPeace, peaceFor, peaceTerms } from '../notifications/when-to-disturb.ts'

const peace = signal<DoNotDisturb>(undefined)
let following = false

/** The page lives on when the time is over: then the bell rings again. */
function followPeace(): void {
  if (following) return
  following = true
  let over: ReturnType<typeof setTimeout> | undefined
  followWishes((wishes) => {
    clearTimeout(over)
    const now = Date.now()
    peace.value = isPeace(wishes.peace, now) ? wishes.peace : undefined
    if (peace.value?.until !== undefined) over = setTimeout(() => (peace.value = undefined), peace.value.until - now)
  })
}

/** «Не беспокоить»: a bell, struck out while it holds. */
export function PeaceMenu() {
  useEffect(followPeace, [])
  const held = peace.value
  return (
    <MenuButton
      label={held === undefined ? i18n.t('peace.title') : peaceWords(held, Date.now())}
      icon={held === undefined ? 'bell' : 'bellOff'}
      testId="peace"
    >
      {(close) => (
        <>
          {peaceTerms.map((term) => (
            <Entry
              key={term}
              words={i18n.t(`peace.${term}`)}
              testId={`peace-${term}`}
              choose={() => choose(peaceFor(term, Date.now()), close)}
            />
          ))}
          {held !== undefined && (
            <Entry words={peaceOffWords(held, Date.now())} testId="peace-off" choose={() => choose(undefined, close)} />
          )}
        </>
      )}
    </MenuButton>
  )
}

function choose(chosen: DoNotDisturb, close: () => void): void {
  close()
  void saveDoNotDisturb(chosen)
}

const Entry = ({ words, testId, choose }: { words: string; testId: string; choose: () => void }) => (
  <button type="button" role="menuitem" class="menu-item" tabIndex={-1} data-testid={testId} onClick={choose}>
    {words}
  </button>
)
