import { useEffect, useId, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { HandOverTarget } from '../../../shared/hand-over-target.ts'
import { Icon, type IconName } from '../../design/icon.tsx'
import type { HandOverState } from './create-hand-over-state.ts'
import type { TargetOption } from './find-targets.ts'

const icons = { employee: 'person', group: 'people', queue: 'conversation' } as const satisfies Record<
  HandOverTarget['to'],
  IconName
>

interface TargetChoiceProps {
  state: HandOverState
  /** Somebody was chosen by the keyboard: what comes next is the comment. */
  chose: () => void
}

/** A box to type a name into, with those who fit below it: ↑ ↓ and Enter, or a press. */
export function TargetChoice({ state, chose }: TargetChoiceProps) {
  const id = useId()
  const found = state.found.value
  const isOpen = state.chosen.value === undefined
  const marked = found[state.marked.value]
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {i18n.t('handOver.to')}
      </label>
      <input
        id={id}
        class="field-input"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={isOpen}
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen && marked !== undefined ? `${id}-${marked.key}` : undefined}
        placeholder={i18n.t('handOver.search')}
        value={state.query.value}
        data-testid="hand-over-to"
        onInput={(event) => state.search(event.currentTarget.value)}
        onKeyDown={(event) => pressed(event, state, chose)}
      />
      {isOpen && <Found id={id} state={state} chose={chose} />}
    </div>
  )
}

function Found({ id, state, chose }: TargetChoiceProps & { id: string }) {
  const list = useRef<HTMLDivElement>(null)
  const found = state.found.value
  const marked = state.marked.value
  useEffect(() => list.current?.children[marked]?.scrollIntoView({ block: 'nearest' }), [marked])
  const choose = (option: TargetOption) => {
    state.choose(option)
    chose()
  }
  return (
    <>
      <div ref={list} id={`${id}-list`} class="hand-over-list" role="listbox" aria-label={i18n.t('handOver.to')}>
        {found.map((option, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which keeps the focus -- reason: a combobox
          <div
            key={option.key}
            id={`${id}-${option.key}`}
            role="option"
            tabIndex={-1}
            class="hand-over-option"
            aria-selected={place === marked}
            onClick={() => choose(option)}
          >
            <Icon name={icons[option.target.to]} />
            <span>{option.name}</span>
            {option.target.to !== 'employee' && (
              <span class="hand-over-what">{i18n.t(`handOver.what.${option.target.to}`)}</span>
            )}
          </div>
        ))}
      </div>
      {found.length === 0 && <p class="hand-over-nobody">{i18n.t('handOver.nobody')}</p>}
    </>
  )
}

function pressed(event: KeyboardEvent, state: HandOverState, chose: () => void): void {
  if (event.isComposing || state.chosen.value !== undefined) return
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === 1 || step === -1) state.mark(step)
  else if (event.key === 'Enter') {
    const option = state.found.value[state.marked.value]
    if (option !== undefined) {
      state.choose(option)
      chose()
    }
  } else return
  event.preventDefault()
}
