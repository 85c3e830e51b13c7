import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import { Button } from '../design/button.tsx'
import { EmptyPlace } from '../design/empty-place.tsx'
import type { ListState } from './list-state.ts'
import { phoneIn } from './phone-query.ts'
import { VirtualRows } from './virtual-rows.tsx'

export function ConversationList({ state }: { state: ListState }) {
  const listed = state.listed.value
  const box = useRef<HTMLDivElement>(null)
  const isSearching = state.query.value.trim() !== ''
  return (
    <div class="conversations" id="conversations" role="tabpanel" aria-labelledby={`tab-${state.tab.value}`} ref={box}>
      {listed?.total === 0 && !isSearching && <EmptyTab state={state} />}
      {listed !== undefined && listed.total > 0 && <VirtualRows listed={listed} state={state} box={box} />}
      {isSearching && <FoundMessages state={state} />}
      <NewConversation state={state} />
    </div>
  )
}

function EmptyTab({ state }: { state: ListState }) {
  const tab = state.tab.value
  const queued = state.counts.value?.queued ?? 0
  const me = state.here.value?.employee // undefined: nobody has signed in
  const seesAll = me === undefined || has(me, 'supervise')
  const text = tab === 'all' && !seesAll ? i18n.t('empty.all.textOfOwn') : i18n.t(`empty.${tab}.text`)
  return (
    <EmptyPlace title={i18n.t(`empty.${tab}.title`)} text={text}>
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

/** What the relay finds. Only who searches needs it. */
function FoundMessages({ state }: { state: ListState }) {
  const part = useSignal<ComponentType<{ state: ListState }> | undefined>(undefined)
  useEffect(() => void import('../search/found-messages.tsx').then((module) => (part.value = module.default)), [part])
  const Found = part.value
  return Found === undefined ? null : <Found state={state} />
}

/** Only who types a phone needs it, so its code comes only then. */
function NewConversation({ state }: { state: ListState }) {
  const employee = state.here.value?.employee
  const mayWrite = employee !== undefined && has(employee, 'reply')
  const phone = mayWrite ? phoneIn(state.query.value) : undefined
  const part = useSignal<ComponentType<{ phone: string; state: ListState }> | undefined>(undefined)
  const wanted = phone !== undefined
  useEffect(() => {
    if (wanted) void import('./write-first.tsx').then((module) => (part.value = module.default))
  }, [wanted, part])
  const WriteFirst = part.value
  return phone === undefined || WriteFirst === undefined ? null : <WriteFirst phone={phone} state={state} />
}
