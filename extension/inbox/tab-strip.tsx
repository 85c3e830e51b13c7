import { i18n } from '#i18n'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { MentionMark } from './conversation-row.tsx'
import { countOf, type InboxTab, inboxTabs } from './inbox-tabs.ts'
import type { ListState } from './list-state.ts'

/** ← and → walk along the strip, as people who use a keyboard expect of tabs; Alt+1…4 works from anywhere. */
export function TabStrip({ state }: { state: ListState }) {
  const chosen = state.tab.value
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = inboxTabs[inboxTabs.indexOf(chosen) + step]
    if (step === 0 || next === undefined) return
    state.showTab(next)
    document.getElementById(`tab-${next}`)?.focus()
  }
  return (
    <div
      class="tab-strip"
      role="tablist"
      aria-label={i18n.t('tabs.label')}
      data-known={state.counts.value !== undefined}
      onKeyDown={walk}
    >
      {inboxTabs.map((tab) => (
        <Tab key={tab} tab={tab} chosen={tab === chosen} state={state} />
      ))}
    </div>
  )
}

function Tab({ tab, chosen, state }: { tab: InboxTab; chosen: boolean; state: ListState }) {
  const count = countOf(tab, state.counts.value)
  // What he observes stands here alone.
  const isNamed = tab === 'all' && state.mentioned.value.size > 0
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${tab}`}
      class="tab"
      aria-selected={chosen}
      aria-controls="conversations"
      tabIndex={chosen ? 0 : -1}
      onClick={() => state.showTab(tab)}
    >
      <span class="tab-words" data-words={i18n.t(`tabs.${tab}`)}>
        {i18n.t(`tabs.${tab}`)}
      </span>
      {isNamed && (
        <>
          {' '}
          <MentionMark />
        </>
      )}
      {count > 0 && (
        <>
          {' '}
          <span class="tab-count">{count}</span>
          <span class="spoken">{i18n.t(`tabs.waiting.${pluralForm(count, language())}`)}</span>
        </>
      )}
    </button>
  )
}
