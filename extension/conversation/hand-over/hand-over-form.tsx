import './hand-over.css'
import { useSignal } from '@preact/signals'
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Conversation } from '../../../shared/conversation.ts'
import { longestText } from '../../../shared/message.ts'
import type { InboxService } from '../../background/inbox-service.ts'
import type { HereRow } from '../../database/database.ts'
import { Problem } from '../../design/banner.tsx'
import { Button } from '../../design/button.tsx'
import type { OpenForm, OpenForms } from '../../forms/create-open-forms.ts'
import { notDoneSentence } from '../not-done-sentence.ts'
import { createHandOverState, type HandOverState } from './create-hand-over-state.ts'
import { findTargets } from './find-targets.ts'
import { TargetChoice } from './target-choice.tsx'

export interface HandOverFormProps {
  conversation: Conversation
  here: HereRow | null | undefined
  inbox: Pick<InboxService, 'handOver'>
  form: OpenForm
  forms: OpenForms
  close: () => void
}

/** «Передать…»: to whom, and what he should know. */
export default function HandOverForm(props: HandOverFormProps) {
  const { close } = props
  const title = useId()
  const form = useRef<HTMLFormElement>(null)
  const state = useHandOver(props)
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  return (
    <form
      ref={form}
      class="hand-over"
      data-testid="hand-over"
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        close()
      }}
      onSubmit={(event) => {
        event.preventDefault()
        void state.send()
      }}
    >
      <h3 id={title}>{i18n.t('handOver.title')}</h3>
      <TargetChoice state={state} chose={() => form.current?.querySelector('textarea')?.focus()} />
      <Comment state={state} />
      <span class="hand-over-buttons">
        <Button
          type="submit"
          look="main"
          off={state.chosen.value === undefined}
          busy={state.busy.value}
          testId="hand-over-send"
        >
          {i18n.t('handOver.send')}
        </Button>
        <Button onPress={close}>{i18n.t('handOver.cancel')}</Button>
      </span>
      <Problem text={state.notDone.value && notDoneSentence(state.notDone.value)} />
    </form>
  )
}

/** One state for as long as the form is open, while the row of who works here changes with every event. */
function useHandOver({ conversation, here, inbox, form, forms, close }: HandOverFormProps): HandOverState {
  const from = useSignal({ conversation, here })
  useLayoutEffect(() => {
    from.value = { conversation, here }
  }, [conversation, here])
  return useMemo(
    () =>
      createHandOverState({
        conversationId: conversation.id,
        inbox,
        noteId: form.id,
        find: (query) => {
          const { conversation, here } = from.value
          return findTargets(here?.office, conversation, here?.employee?.id, { query, queue: i18n.t('handOver.queue') })
        },
        fields: () => forms.fieldsOf(form.id),
        write: (change) => forms.write(form.id, change),
        done: close,
      }),
    [conversation.id, form.id],
  )
}

function Comment({ state }: { state: HandOverState }) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {i18n.t('handOver.comment')}
      </label>
      <textarea
        id={id}
        class="field-input hand-over-comment"
        rows={2}
        maxLength={longestText}
        value={state.comment.value}
        placeholder={i18n.t('handOver.commentHint')}
        data-testid="hand-over-comment"
        onInput={(event) => {
          state.say(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          void state.send()
        }}
      />
    </div>
  )
}
