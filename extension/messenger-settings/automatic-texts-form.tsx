import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { type AutomaticTextKind, automaticTextKinds, type InboxSettings } from '../../shared/inbox-settings.ts'
import { TickBox } from '../design/tick-box.tsx'
import { Minutes } from './queue-part.tsx'

type Texts = InboxSettings['automaticTexts']

export interface AutomaticTextsFormProps {
  texts: Texts
  change: (texts: Texts) => void
}

/** A switch and a text for each that leaves by itself. */
export function AutomaticTextsForm({ texts, change }: AutomaticTextsFormProps) {
  return (
    <section class="card" aria-label={i18n.t('routes.texts')}>
      <h3>{i18n.t('routes.texts')}</h3>
      <p class="quiet">{i18n.t('routes.textsHint')}</p>
      {automaticTextKinds.map((kind) => (
        <OneText key={kind} kind={kind} texts={texts} change={change} />
      ))}
    </section>
  )
}

function OneText({ kind, texts, change }: AutomaticTextsFormProps & { kind: AutomaticTextKind }) {
  const id = useId()
  const { enabled, text } = texts[kind]
  const set = (part: { enabled?: boolean; text?: string }) => change({ ...texts, [kind]: { ...texts[kind], ...part } })
  return (
    <div class="one-of-many" data-testid={`text-${kind}`}>
      <TickBox on={enabled} onChange={(on) => set({ enabled: on })}>
        <strong>{i18n.t(`routes.${kind}`)}</strong>
        <span class="quiet block">{i18n.t(`routes.${kind}Hint`)}</span>
      </TickBox>
      {enabled && kind === 'nobodyAnswers' && (
        <Minutes
          label={i18n.t('routes.afterMinutes')}
          value={texts.nobodyAnswers.afterMinutes}
          onType={(afterMinutes) => change({ ...texts, nobodyAnswers: { ...texts.nobodyAnswers, afterMinutes } })}
        />
      )}
      {enabled && (
        <div class="choices-inside">
          <label class="spoken" for={id}>
            {i18n.t('routes.textOf', [i18n.t(`routes.${kind}`)])}
          </label>
          <textarea
            id={id}
            class="field-input text-to-send"
            rows={3}
            maxLength={1000}
            value={text}
            onInput={(event) => set({ text: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  )
}
