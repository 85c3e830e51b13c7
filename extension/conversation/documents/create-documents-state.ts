import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { type ClientCard, clientShown } from '../../../shared/client.ts'
import { type ConversationId, type Instant, messageIdSchema, type NewId } from '../../../shared/ids.ts'
import type { AskedCode, InboxService } from '../../background/inbox-service.ts'
import type { HereRow, InboxDatabase, LookupRow } from '../../database/database.ts'
import { liveSignal } from '../../inbox/live-signal.ts'

export interface DocumentsInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'askForDocuments' | 'lookForDocuments'>
  conversationId: ConversationId
  now: () => Instant
  newId: NewId
}

/** Whose documents: a card, several of which none was chosen, or nobody whom 1C knows. */
export type WhoseDocuments = { card: ClientCard } | 'severalCards' | 'nobody'

export interface DocumentsState {
  here: ReadonlySignal<HereRow | undefined>
  /** `undefined` while it loads. */
  whose: ReadonlySignal<WhoseDocuments | undefined>
  lookup: ReadonlySignal<LookupRow | undefined>
  refused: ReadonlySignal<AskedCode | undefined>
  /** Asks 1C anew. */
  ask(): Promise<void>
  stop(): void
}

/** A list as old as this is asked for anew. */
const freshFor = 10 * 60_000

/** The question to 1C and its answer. What was asked before is not asked again: its answer may be here, or on its way. */
export function createDocumentsState(inputs: DocumentsInputs): DocumentsState {
  const { database, inbox, conversationId } = inputs
  const row = liveSignal(() => async () => (await database.conversations.get(conversationId)) ?? null)
  const lookup = liveSignal(() => async () => (await database.lookups.where({ conversationId }).first()) ?? null)
  const here = liveSignal(() => () => database.here.get('here'))
  const refused = signal<AskedCode | undefined>(undefined)
  const whose = computed(() => (row.value.value ? whoseOf(row.value.value.contact.clients) : undefined))
  const isKnown = computed(() => typeof whose.value === 'object')
  const isLive = computed(() => here.value.value?.link === 'live')

  const ask = async () => {
    refused.value = undefined
    const answer = await inbox.askForDocuments(conversationId, inputs.newId(messageIdSchema))
    if (!answer.ok) refused.value = answer.code
  }
  const look = async () => {
    const known = await database.lookups.where({ conversationId }).first()
    if (known === undefined || inputs.now() - known.askedAt > freshFor) return ask()
    if (known.documents !== undefined) return
    const answer = await inbox.lookForDocuments(known.id)
    // The relay has never heard of it: the question was lost on its way.
    if (!answer.ok && answer.code === 'notFound') return ask()
    refused.value = answer.ok ? undefined : answer.code
  }
  // At the beginning, and whenever the line is there again: the answer may have come meanwhile.
  const stopLooking = effect(() => {
    if (isKnown.value && isLive.value) void look()
  })
  return {
    here: here.value,
    whose,
    lookup: computed(() => lookup.value.value ?? undefined),
    refused,
    ask,
    stop: () => {
      stopLooking()
      for (const part of [row, lookup, here]) part.stop()
    },
  }
}

function whoseOf(cards: ClientCard[] | undefined): WhoseDocuments {
  const card = clientShown(cards)
  if (card) return { card }
  return cards === undefined || cards.length === 0 ? 'nobody' : 'severalCards'
}
