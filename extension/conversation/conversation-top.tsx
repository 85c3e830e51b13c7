import { useMemo, useRef } from 'preact/hooks'
import { Problem } from '../design/banner.tsx'
import type { OpenForm, OpenForms } from '../forms/create-open-forms.ts'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { ConversationHeader } from './conversation-header.tsx'
import type { ConversationState } from './create-conversation-state.ts'
import { createWholeDeeds } from './create-whole-deeds.ts'
import { lazily } from './lazily.tsx'
import { notDoneSentence } from './not-done-sentence.ts'
import { shownId } from './shown-message.ts'
import { TaskForm } from './tasks/task-form.tsx'

const HandOverForm = lazily(async () => (await import('./hand-over/hand-over-form.tsx')).default)

export interface ConversationTopProps {
  conversation: ConversationState
  forms: OpenForms
  state: InboxState
}

/** The header, with what its menu opens below it. */
export function ConversationTop({ conversation, forms, state }: ConversationTopProps) {
  const { database, inbox, route, now } = state
  const { conversationId } = conversation
  const deeds = useMemo(() => createWholeDeeds({ database, inbox, forms }, conversationId), [database, inbox, forms])
  const top = useRef<HTMLDivElement>(null)
  const handOver = forms.find('handOver')
  const stopHandingOver = () => {
    if (handOver !== undefined) void forms.end(handOver.id)
    top.current?.querySelector<HTMLElement>('[aria-haspopup=menu]')?.focus()
  }
  const [row, here, notDone] = [conversation.conversation.value, state.here.value, deeds.notDone.value]
  return (
    <div ref={top} class="conversation-top">
      <ConversationHeader
        row={row}
        here={here}
        now={now.value}
        muted={conversation.muted.value}
        deeds={deeds}
        back={route.goToList}
      />
      {handOver !== undefined && row && (
        <HandOverForm
          key={handOver.id}
          {...{ here, inbox, forms, form: handOver }}
          conversation={row}
          close={stopHandingOver}
        />
      )}
      {tasksAside(conversation, forms).map((form) => (
        <TaskForm key={form.id} form={form} forms={forms} makeTask={inbox.makeTask} />
      ))}
      <Problem text={notDone && notDoneSentence(notDone)} />
    </div>
  )
}

/** Tasks of messages that are not on the page: begun in an earlier one, or of what the client said long ago. The others stand below their messages. */
function tasksAside({ shown }: ConversationState, forms: OpenForms): OpenForm[] {
  const tasks = forms.open.value.filter(({ form }) => form === 'task')
  if (tasks.length === 0) return []
  const there = new Set<string | undefined>(shown.value?.map(shownId))
  return shown.value === undefined ? [] : tasks.filter(({ fields }) => !there.has(fields.message))
}
