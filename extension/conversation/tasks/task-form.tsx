import './task-form.css'
import { type Signal, useSignal } from '@preact/signals'
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { createNewId, messageIdSchema } from '../../../shared/ids.ts'
import { longestText, type Message } from '../../../shared/message.ts'
import type { AskedCode, InboxService } from '../../background/inbox-service.ts'
import { Problem } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import { askedSentence } from '../../inbox/asked-sentences.ts'
import { whatItSaid } from '../../inbox/preview.ts'

export interface TaskFormProps {
  message: Message
  makeTask: InboxService['makeTask']
  close: () => void
}

/** «Создать задачу»: the message's words, as the employee wants them. Pressed twice it is one task. */
export function TaskForm({ message, makeTask, close }: TaskFormProps) {
  const words = useSignal(wordsOf(message))
  const [busy, refused] = [useSignal(false), useSignal<AskedCode | undefined>(undefined)]
  const taskId = useMemo(() => createNewId(Date.now)(messageIdSchema), [message.id])
  const isEmpty = words.value.trim() === ''
  const send = async () => {
    if (isEmpty || busy.value) return
    busy.value = true
    const answer = await makeTask(message.id, taskId, words.value.trim())
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
      <Words words={words} />
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

function Words({ words }: { words: Signal<string> }) {
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
        value={words.value}
        data-testid="task-text"
        onInput={(event) => {
          words.value = event.currentTarget.value
        }}
      />
    </>
  )
}

const wordsOf = (message: Message): string =>
  message.text ||
  whatItSaid({ kind: message.kind, text: '', fileName: message.file?.name ?? message.document?.title }).text
