import { useMemo, useRef } from 'preact/hooks'
import { Problem } from '../design/banner.tsx'
import type { InboxState } from '../inbox/create-inbox-state.ts'
import { ConversationHeader } from './conversation-header.tsx'
import type { ConversationState } from './create-conversation-state.ts'
import { createWholeDeeds } from './create-whole-deeds.ts'
import { lazily } from './lazily.tsx'
import { notDoneSentence } from './not-done-sentence.ts'

const HandOverForm = lazily(async () => (await import('./hand-over/hand-over-form.tsx')).default)

/** The header, with what its menu opens below it. */
export function ConversationTop({ conversation, state }: { conversation: ConversationState; state: InboxState }) {
  const { database, inbox, route, now } = state
  const { conversationId } = conversation
  const deeds = useMemo(() => createWholeDeeds(database, inbox, conversationId), [database, inbox, conversationId])
  const top = useRef<HTMLDivElement>(null)
  const stopHandingOver = () => {
    deeds.stopHandingOver()
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
      {deeds.handingOver.value && row && (
        <HandOverForm conversation={row} here={here} inbox={inbox} close={stopHandingOver} />
      )}
      <Problem text={notDone && notDoneSentence(notDone)} />
    </div>
  )
}
