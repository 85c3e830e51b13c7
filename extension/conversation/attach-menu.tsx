import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from '../design/icon.tsx'
import { type AttachName, attachEntries } from './attach-entries.ts'
import type { ComposerState } from './create-composer-state.ts'
import { MenuFrame } from './menu-frame.tsx'

export interface AttachMenuProps {
  state: ComposerState
  /** Opens the form of this entry. */
  openForm: (name: AttachName) => void
}

/** One button for all that is more than a text. */
export function AttachMenu({ state, openForm }: AttachMenuProps) {
  const open = useSignal(false)
  const button = useRef<HTMLButtonElement>(null)
  const close = () => {
    open.value = false
    button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button"
        data-look="icon"
        data-testid="attach"
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label={i18n.t('attach.open')}
        title={i18n.t('attach.open')}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="attach" />
      </button>
      {open.value && button.current !== null && (
        <MenuFrame label={i18n.t('attach.open')} at={button.current} close={close}>
          <Entries openForm={openForm} close={close} />
        </MenuFrame>
      )}
      <FileInputs state={state} />
    </>
  )
}

function Entries({ openForm, close }: Pick<AttachMenuProps, 'openForm'> & { close: () => void }) {
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
        if ('pick' in entry) document.getElementById(inputId(entry.name))?.click()
        else openForm(entry.name)
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
            state.attach(event.currentTarget.files ?? [], 'as' in entry.pick ? entry.pick.as : undefined)
            event.currentTarget.value = ''
          }}
        />
      ),
  )
}
