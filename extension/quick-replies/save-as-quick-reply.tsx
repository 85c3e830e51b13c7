import { type Signal, useSignal } from '@preact/signals'
import { i18n } from '#i18n'
import { Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { QuickRepliesState } from './create-quick-replies-state.ts'
import { nameFor } from './quick-reply-order.ts'

/** «Сохранить как быстрый ответ»: what stands in the box, under a name. The text stays where it is. */
export function SaveAsQuickReply({ text, add }: { text: string } & Pick<QuickRepliesState, 'add'>) {
  const name = useSignal<string | undefined>(undefined)
  const saved = useSignal(false)
  const save = async () => {
    if (name.value === undefined || name.value.trim() === '') return
    saved.value = await add.run({ name: name.value, text })
    if (saved.value) name.value = undefined
  }
  if (saved.value) {
    return (
      <p class="template-keys" role="status">
        {i18n.t('quickReplies.saved')}
      </p>
    )
  }
  if (name.value === undefined) {
    return (
      <p class="template-keys">
        <button
          type="button"
          class="link-button"
          data-testid="save-as-quick-reply"
          onClick={() => (name.value = nameFor(text))}
        >
          {i18n.t('quickReplies.saveTyped')}
        </button>
      </p>
    )
  }
  return <NameForm name={name} save={save} add={add} />
}

type NameFormProps = Pick<QuickRepliesState, 'add'> & { name: Signal<string | undefined>; save: () => Promise<void> }

function NameForm({ name, save, add }: NameFormProps) {
  return (
    // Not a form: it stands in one.
    <section
      aria-label={i18n.t('quickReplies.one')}
      class="template-keys quick-reply-name"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.target instanceof HTMLButtonElement) return
        event.preventDefault()
        event.stopPropagation()
        void save()
      }}
    >
      <label class="field">
        <span class="field-label">{i18n.t('quickReplies.name')}</span>
        <input
          class="field-input"
          value={name.value ?? ''}
          maxLength={100}
          data-testid="save-quick-reply-name"
          ref={(input) => void input?.focus()}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </label>
      <Problem text={add.refused.value && i18n.t('quickReplies.notNow', [askedSentence(add.refused.value)])} />
      <span>
        <Button look="main" busy={add.busy.value} onPress={() => void save()} testId="save-quick-reply">
          {i18n.t('settings.save')}
        </Button>
      </span>
    </section>
  )
}
