import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import { type AttachName, attachEntries, type FormEntryName } from './attach-entries.ts'
import type { ComposerState } from './composer-state.ts'
import { MenuButton } from './menu-button.tsx'

export interface AttachMenuProps {
  state: ComposerState
  /** Opens the form of this entry. */
  openForm: (name: FormEntryName) => void
  /** Where a file choice would close this page: opens one that survives it. */
  chooseElsewhere: ((name: AttachName) => void) | undefined
}

/** One button for all that is more than a text. */
export const AttachMenu = ({ state, openForm, chooseElsewhere }: AttachMenuProps) => (
  <>
    <MenuButton label={i18n.t('attach.open')} icon="attach" testId="attach">
      {(close) => <Entries openForm={openForm} chooseElsewhere={chooseElsewhere} close={close} />}
    </MenuButton>
    <FileInputs state={state} />
  </>
)

type EntriesProps = Omit<AttachMenuProps, 'state'> & { close: () => void }

function Entries({ openForm, chooseElsewhere, close }: EntriesProps) {
  return attachEntries.map((entry) => (
    <button
      key={entry.name}
      type="button"
      role="menuitem"
      class="menu-item"
      tabIndex={-1}
      data-testid={`attach-${entry.name}`}
      onClick={() => {
        close()
        if ('pick' in entry && chooseElsewhere !== undefined) chooseElsewhere(entry.name)
        else if ('pick' in entry) document.getElementById(inputId(entry.name))?.click()
        else if ('Form' in entry) openForm(entry.name)
      }}
    >
      <Icon name={entry.icon} />
      {i18n.t(`attach.${entry.name}`)}
    </button>
  ))
}

const inputId = (name: AttachName) => `attach-input-${name}`

/** They stay when the menu closes: a browser answers only to an input that is still there. */
function FileInputs({ state }: { state: ComposerState }) {
  return attachEntries.map(
    (entry) =>
      'pick' in entry && (
        <input
          key={entry.name}
          id={inputId(entry.name)}
          type="file"
          multiple
          hidden
          accept={'accept' in entry.pick ? entry.pick.accept : undefined}
          data-testid={entry.name === 'file' ? 'attach-input' : inputId(entry.name)}
          aria-label={i18n.t(`attach.${entry.name}`)}
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])]
            void state.attach(chosen, 'as' in entry.pick ? entry.pick.as : undefined)
            event.currentTarget.value = ''
          }}
        />
      ),
  )
}
