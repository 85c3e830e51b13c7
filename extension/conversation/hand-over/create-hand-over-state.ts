import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ConversationId, MessageId } from '../../../shared/ids.ts'
import type { InboxService } from '../../background/inbox-service.ts'
import type { NotDone } from '../create-whole-deeds.ts'
import type { TargetOption } from './find-targets.ts'

export interface HandOverInputs {
  conversationId: ConversationId
  inbox: Pick<InboxService, 'handOver'>
  /** Of the note that tells of it: pressed twice, it is one. */
  noteId: MessageId
  find: (query: string) => TargetOption[]
  done: () => void
}

export interface HandOverState {
  query: ReadonlySignal<string>
  found: ReadonlySignal<TargetOption[]>
  /** Which of them Enter would choose. */
  marked: ReadonlySignal<number>
  chosen: ReadonlySignal<TargetOption | undefined>
  comment: Signal<string>
  busy: ReadonlySignal<boolean>
  notDone: ReadonlySignal<NotDone | undefined>
  search(query: string): void
  mark(step: 1 | -1): void
  choose(option: TargetOption | undefined): void
  send(): Promise<void>
}

export function createHandOverState({ conversationId, inbox, noteId, find, done }: HandOverInputs): HandOverState {
  const [query, place, comment, busy] = [signal(''), signal(0), signal(''), signal(false)]
  const chosen = signal<TargetOption | undefined>(undefined)
  const notDone = signal<NotDone | undefined>(undefined)
  const found = computed(() => find(query.value))
  const marked = computed(() => Math.min(place.value, found.value.length - 1))
  return {
    ...{ query, found, marked, chosen, comment, busy, notDone },
    search(typed) {
      batch(() => {
        query.value = typed
        place.value = 0
        chosen.value = undefined
      })
    },
    mark(step) {
      const count = found.value.length
      if (count > 0) place.value = (marked.value + step + count) % count
    },
    choose(option) {
      batch(() => {
        chosen.value = option
        query.value = option?.name ?? query.value
        notDone.value = undefined
      })
    },
    async send() {
      const target = chosen.value?.target
      if (target === undefined || busy.value) return
      busy.value = true
      const answer = await inbox.handOver(conversationId, { id: noteId, target, comment: comment.value.trim() })
      busy.value = false
      if (answer.ok) done()
      else notDone.value = { code: answer.code, takenBy: answer.takenBy }
    },
  }
}
