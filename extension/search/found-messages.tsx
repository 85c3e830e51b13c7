import './found.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import { useCameIntoView } from '../inbox/came-into-view.ts'
import type { ListState } from '../inbox/list-state.ts'
import { createFoundState, type FoundState } from './create-found-state.ts'
import { useFoundKeys } from './found-keys.ts'
import { FoundContact, FoundMessage } from './found-line.tsx'

/** Nobody is asked before somebody pauses in his typing. */
const pause = 150

const later = (call: () => void) => {
  const timer = setTimeout(call, pause)
  return () => clearTimeout(timer)
}

/** What the relay finds, under what was found here: contacts by other words of their names, and messages. */
export default function FoundMessages({ state }: { state: ListState }) {
  const found = useMemo(() => createFoundState({ search: state.inbox.search, later }), [state.inbox])
  const query = state.query.value
  const isLinked = state.here.value?.link === 'live'
  // Asked again when the relay is there again.
  useEffect(() => found.ask(query), [found, query, isLinked])
  useEffect(() => found.stop, [found])
  const place = useRef<HTMLElement>(null)
  useFoundKeys(place, state.route)
  const here = state.listed.value
  const contacts = found.conversations.value.filter(({ id }) => here?.ids.includes(id) === false)
  const isEmpty = here?.total === 0 && contacts.length === 0 && found.messages.value.length === 0
  return (
    <section class="found" ref={place} data-testid="found">
      {contacts.length > 0 && (
        <ul class="found-list">
          {contacts.map((conversation) => (
            <FoundContact key={conversation.id} conversation={conversation} />
          ))}
        </ul>
      )}
      {found.messages.value.length > 0 && (
        <>
          <h2 class="found-title">{i18n.t('search.messages')}</h2>
          <ul class="found-list" aria-label={i18n.t('search.messages')}>
            {found.messages.value.map((hit) => (
              <FoundMessage key={hit.message.id} hit={hit} now={state.now.value} />
            ))}
          </ul>
        </>
      )}
      <More found={found} />
      <Said found={found} isEmpty={isEmpty} />
    </section>
  )
}

function More({ found }: { found: FoundState }) {
  const end = useRef<HTMLDivElement>(null)
  useCameIntoView(end, () => void found.showMore(), found.messages.value.length)
  return <div ref={end} class="found-end" />
}

/** What came of it, also for who does not see it. */
function Said({ found, isEmpty }: { found: FoundState; isEmpty: boolean }) {
  const finding = found.finding.value
  switch (finding) {
    case 'nothingAsked':
      return isEmpty ? <Words>{i18n.t('search.nothing')}</Words> : null
    case 'finding':
      return isEmpty ? <Words>{i18n.t('search.finding')}</Words> : null
    case 'found': {
      if (isEmpty) return <Words>{i18n.t('search.nothing')}</Words>
      const count = found.messages.value.length
      const words = i18n.t(`search.count.${pluralForm(count, language())}`, [count])
      return (
        <p class="spoken" role="status">
          {words}
        </p>
      )
    }
    case 'unreachable':
      return <Words>{i18n.t('search.onlyHere')}</Words>
    default:
      return <Words>{i18n.t('search.notAsked', [askedSentence({ code: finding })])}</Words>
  }
}

const Words = ({ children }: { children: ComponentChildren }) => (
  <p class="found-words" role="status" data-testid="found-words">
    {children}
  </p>
)
