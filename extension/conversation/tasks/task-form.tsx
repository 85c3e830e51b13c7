import './task-form.css'
import { useSignal } from '@preact/signals'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import * as v from 'valibot'
import { i18n } from '#i18n'
import { messageIdSchema } from '../../../shared/ids.ts'
import { longestText } from '../../../shared/message.ts'
import type { AskedCode, InboxService } from '../../background/inbox-service.ts'
import { Problem } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import type { OpenForm, OpenForms } from '../../forms/create-open-forms.ts'
import { askedSentence } from '../../inbox/asked-sentences.ts'

export interface TaskFormProps {
  form: OpenForm
  forms: OpenForms
  makeTask: InboxService['makeTask']
}

/** «Создать задачу»: the message's words, as the employee wants them. Pressed twice it is one task. */
export function TaskForm({ form, forms, makeTask }: TaskFormProps) {
  const [busy, refused] = [useSignal(false), useSignal<AskedCode | undefined>(undefined)]
  const words = form.fields.text ?? ''
  const isEmpty = words.trim() === ''
  const close = () => void forms.end(form.id)
  const send = async () => {
    if (isEmpty || busy.value) return
    busy.value = true
    const answer = await makeTask(v.parse(messageIdSchema, form.fields.message), form.id, words.trim())
    busy.value = false
    if (answer.ok) close()
    else refused.value = answer.code
  }
  return (
    <form
      class="task-form"
      data-testid="task-form"
      aria-label={i18n.t('task.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Words words={words} type={(text) => void forms.write(form.id, { text })} />
      <span class="task-buttons">
        <Button type="submit" look="main" off={isEmpty} busy={busy.value} testId="task-send">
          {i18n.t('task.send')}
        </Button>
        <Button onPress={close}>{i18n.t('task.cancel')}</Button>
      </span>
      <Problem text={refused.value && askedSentence({ code: refused.value })} />
    </form>
  )
}

function Words({ words, type }: { words: string; type: (text: string) => void }) {
  const [box, id] = [useRef<HTMLTextAreaElement>(null), useId()]
  useLayoutEffect(() => {
    box.current?.focus({ preventScroll: true })
    // With its buttons.
    box.current?.form?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <>
      <label class="field-label" for={id}>
        {i18n.t('task.text')}
      </label>
      <textarea
        ref={box}
        id={id}
        class="field-input task-words"
        rows={3}
        maxLength={longestText}
        value={words}
        data-testid="task-text"
        onInput={(event) => type(event.currentTarget.value)}
      />
    </>
  )
}
