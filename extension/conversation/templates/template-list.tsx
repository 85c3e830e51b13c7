import './templates.css'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { lazily } from '../lazily.tsx'
import type { TemplatesState } from './create-templates-state.ts'
import type { Offered } from './find-templates.ts'

export const templateListId = 'template-list'
export const templateId = (place: number): string => `${templateListId}-${place}`

/** Above the box while the list is open. The keyboard stays in the box: the list only shows what its keys do. */
export function TemplateList({ state }: { state: TemplatesState }) {
  const found = state.found.value
  if (found === undefined) return null
  return (
    <div class="template-place" data-testid="templates">
      {found.length === 0 ? (
        <p class="template-none" role="status">
          {i18n.t(state.isThere.value ? 'templates.nothing' : 'quickReplies.noneToOffer')}
        </p>
      ) : (
        <div
          id={templateListId}
          role="listbox"
          class="template-list"
          aria-label={i18n.t('templates.list')}
          tabIndex={-1}
        >
          {found.map((template, place) => (
            <Line key={template.key} template={template} place={place} state={state} />
          ))}
        </div>
      )}
      {found.length > 0 && <p class="template-keys">{i18n.t('templates.keys')}</p>}
      {state.typed.value !== undefined && <SaveAsQuickReply text={state.typed.value} add={state.quickReplies.add} />}
    </div>
  )
}

function Line({ template, place, state }: { template: Offered; place: number; state: TemplatesState }) {
  const line = useRef<HTMLDivElement>(null)
  const isMarked = state.marked.value === place
  useEffect(() => {
    if (isMarked) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isMarked])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box, which names this line as its active one -- reason: the keyboard stays in the box
    <div
      ref={line}
      id={templateId(place)}
      role="option"
      tabIndex={-1}
      class="template-line"
      aria-selected={isMarked}
      data-testid="template"
      onPointerMove={() => state.mark(place)}
      // The box keeps the keyboard.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void state.choose(template)}
    >
      <span class="template-name">
        {template.own && <Icon name="person" label={i18n.t('quickReplies.own')} />}
        {template.name}
      </span>
      <span class="template-text">{state.filled(template)}</span>
    </div>
  )
}

const SaveAsQuickReply = lazily(
  async () => (await import('../../quick-replies/save-as-quick-reply.tsx')).SaveAsQuickReply,
)

/** Beside the box. */
export function TemplatesButton({ state }: { state: TemplatesState }) {
  const place = useRef<HTMLSpanElement>(null)
  const press = () => {
    state.toggle()
    // The keys of the list are those of the box.
    place.current?.closest('form')?.querySelector('textarea')?.focus()
  }
  return (
    <span ref={place} class="templates-button">
      <Button look="icon" label={i18n.t('templates.open')} onPress={press} testId="templates-open">
        <Icon name="template" />
      </Button>
    </span>
  )
}
