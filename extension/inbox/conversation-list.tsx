import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import type { ConversationRow as Row } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { EmptyPlace } from '../design/empty-place.tsx'
import { useCameIntoView } from './came-into-view.ts'
import { ConversationRow } from './conversation-row.tsx'
import type { InboxState } from './create-inbox-state.ts'

export function ConversationList({ state }: { state: InboxState }) {
  const rows = state.rows.value
  return (
    <div class="conversations" id="conversations" role="tabpanel" aria-labelledby={`tab-${state.tab.value}`}>
      {rows?.length === 0 && <EmptyTab state={state} />}
      {rows !== undefined && rows.length > 0 && <Rows rows={rows} state={state} />}
    </div>
  )
}

function Rows({ rows, state }: { rows: Row[]; state: InboxState }) {
  const end = useRef<HTMLDivElement>(null)
  useCameIntoView(end, state.showMore, rows.length)
  return (
    <>
      <ul onKeyDown={walkRows}>
        {rows.map((row) => (
          <ConversationRow key={row.id} row={row} open={row.id === state.route.open.value} now={state.now.value} />
        ))}
      </ul>
      <div ref={end} />
    </>
  )
}

/** ↑ and ↓ move between the rows; Enter opens, because each is a link. */
function walkRows(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const item = event.target instanceof Element ? event.target.closest('li') : null
  const next = event.key === 'ArrowDown' ? item?.nextElementSibling : item?.previousElementSibling
  next?.querySelector('a')?.focus()
  event.preventDefault()
}

function EmptyTab({ state }: { state: InboxState }) {
  const tab = state.tab.value
  const queued = state.counts.value?.queued ?? 0
  return (
    <EmptyPlace title={i18n.t(`empty.${tab}.title`)} text={i18n.t(`empty.${tab}.text`)}>
      {tab === 'mine' && queued > 0 && (
        <Button look="main" onPress={() => state.showTab('queued')}>
          {i18n.t('empty.mine.toQueue', [queued])}
        </Button>
      )}
      {(tab === 'queued' || tab === 'closed') && (
        <Button onPress={() => state.showTab('all')}>{i18n.t('empty.toAll')}</Button>
      )}
    </EmptyPlace>
  )
}
