import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { SearchPage } from '../../shared/search.ts'
import type { AskedCode, InboxService } from '../background/inbox-service.ts'

/** Of the relay's answer: it comes, it is there, or why it does not come. */
export type Finding = 'nothingAsked' | 'finding' | 'found' | AskedCode

export interface FoundState {
  finding: ReadonlySignal<Finding>
  conversations: ReadonlySignal<SearchPage['conversations']>
  /** Those of the query before stay until the new ones are there: nothing flickers while somebody types. */
  messages: ReadonlySignal<SearchPage['messages']>
  hasMore: ReadonlySignal<boolean>
  /** Asks when nothing was typed for a moment. */
  ask(query: string): void
  showMore(): Promise<void>
  stop(): void
}

export interface FoundInputs {
  search: InboxService['search']
  /** Calls back after a moment, unless what it gives back was called. */
  later: (call: () => void) => () => void
}

/** Fewer letters mean everything. */
export const fewestLetters = 2

/** What the relay finds for what is being typed. */
export function createFoundState({ search, later }: FoundInputs): FoundState {
  const kept = createKept()
  /** Answers to what was asked before come too late. */
  let asked = ''
  let isPaging = false
  let dontAsk = () => {}

  const askNow = async (query: string) => {
    const answer = await search(query)
    if (query !== asked) return
    if (answer.ok) kept.begin(answer.value)
    else kept.empty(answer.code)
  }
  return {
    ...kept.signals,
    ask(query) {
      dontAsk()
      asked = query
      if (query.trim().length < fewestLetters) return kept.empty('nothingAsked')
      kept.signals.finding.value = 'finding'
      dontAsk = later(() => void askNow(query))
    },
    async showMore() {
      const [query, page] = [asked, kept.nextPage()]
      if (isPaging || page === undefined || kept.signals.finding.value !== 'found') return
      isPaging = true
      const answer = await search(query, page).finally(() => (isPaging = false))
      if (query !== asked) return
      if (answer.ok) kept.goOn(answer.value)
      else kept.signals.finding.value = answer.code
    },
    stop: () => dontAsk(),
  }
}

/** The pages that have come so far. */
function createKept() {
  const signals = {
    finding: signal<Finding>('nothingAsked'),
    conversations: signal<SearchPage['conversations']>([]),
    messages: signal<SearchPage['messages']>([]),
    hasMore: signal(false),
  }
  let next: string | undefined
  const set = (finding: Finding, page: SearchPage) =>
    batch(() => {
      next = page.nextPage
      signals.finding.value = finding
      signals.conversations.value = page.conversations
      signals.messages.value = page.messages
      signals.hasMore.value = next !== undefined
    })
  return {
    signals,
    nextPage: () => next,
    begin: (page: SearchPage) => set('found', page),
    goOn: (page: SearchPage) => {
      const [conversations, before] = [signals.conversations.value, signals.messages.value]
      set('found', { ...page, conversations, messages: [...before, ...page.messages] })
    },
    empty: (finding: Finding) => set(finding, { conversations: [], messages: [] }),
  }
}
