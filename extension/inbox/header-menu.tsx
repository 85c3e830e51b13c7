import { i18n } from '#i18n'
import { mayOpenBeside, moveBeside } from '../browser/open-elsewhere.ts'
import { moveToWindow } from '../browser/own-window.ts'
import { pagePlace } from '../browser/page-place.ts'
import { MenuButton } from '../conversation/menu-button.tsx'
import { Icon, type IconName } from '../design/icon.tsx'
import { showKeys } from './keys-asked.ts'

/** Where else the inbox may stand, and the keys. */
export function HeaderMenu() {
  const place = pagePlace(window.location)
  return (
    <MenuButton label={i18n.t('header.more')} icon="more" testId="header-menu">
      {(close) => (
        <>
          {place === 'popup' && mayOpenBeside() && (
            <Entry icon="beside" words={i18n.t('header.beside')} testId="open-beside" choose={() => void goBeside()} />
          )}
          {place !== 'window' && (
            <Entry
              icon="window"
              words={i18n.t('header.window')}
              testId="open-window"
              choose={() => void goToWindow()}
            />
          )}
          <Entry
            icon="keyboard"
            words={i18n.t('header.keys')}
            testId="open-keys"
            choose={() => {
              close()
              showKeys()
            }}
          />
        </>
      )}
    </MenuButton>
  )
}

/** The popup makes room; where it is a tab, the browser keeps it. */
async function goBeside(): Promise<void> {
  if (await moveBeside(window.location.hash || '#/')) window.close()
}

async function goToWindow(): Promise<void> {
  await moveToWindow(window.location.hash || '#/')
  if (pagePlace(window.location) === 'popup') window.close()
}

interface EntryProps {
  icon: IconName
  words: string
  testId: string
  choose: () => void
}

const Entry = ({ icon, words, testId, choose }: EntryProps) => (
  <button type="button" role="menuitem" class="menu-item" tabIndex={-1} data-testid={testId} onClick={choose}>
    <Icon name={icon} />
    {words}
  </button>
)
