import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import type { ConversationRow as Row } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import { EmptyPlace } from '../design/empty-place.tsx'
import { useCameIntoView } from './came-into-view.ts'
import { numberOf } from './channel-name.ts'
import { ConversationRow } from './conversation-row.tsx'
import type { InboxState } from './create-inbox-state.ts'
import { phoneIn } from './phone-query.ts'

export function ConversationList({ state }: { state: InboxState }) {
  const rows = state.rows.value
  return (
    <div class="conversations" id="conversations" role="tabpanel" aria-labelledby={`tab-${state.tab.value}`}>
      {rows?.length === 0 && (state.query.value.trim() === '' ? <EmptyTab state={state} /> : <NothingFound />)}
      {rows !== undefined && rows.length > 0 && <Rows rows={rows} state={state} />}
      <NewConversation state={state} />
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
          <ConversationRow
            key={row.id}
            row={row}
            open={row.id === state.route.open.value}
            now={state.now.value}
            number={numberOf(row.channelId, state.here.value?.channels ?? [])}
          />
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

function NothingFound() {
  return <p class="nothing-found">{i18n.t('search.nothing')}</p>
}

/** Only who types a phone needs it, so its code comes only then. */
function NewConversation({ state }: { state: InboxState }) {
  const employee = state.here.value?.employee
  const mayWrite = employee !== undefined && has(employee, 'reply')
  const phone = mayWrite ? phoneIn(state.query.value) : undefined
  const part = useSignal<ComponentType<{ phone: string; state: InboxState }> | undefined>(undefined)
  const wanted = phone !== undefined
  useEffect(() => {
    if (wanted) void import('./write-first.tsx').then((module) => (part.value = module.default))
  }, [wanted, part])
  const WriteFirst = part.value
  return phone === undefined || WriteFirst === undefined ? null : <WriteFirst phone={phone} state={state} />
}
