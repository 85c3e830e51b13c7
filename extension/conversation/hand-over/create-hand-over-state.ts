import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { ConversationId, MessageId } from '../../../shared/ids.ts'
import type { InboxService } from '../../background/inbox-service.ts'
import type { FormFields } from '../../database/database.ts'
import type { NotDone } from '../create-whole-deeds.ts'
import type { TargetOption } from './find-targets.ts'

export interface HandOverInputs {
  conversationId: ConversationId
  inbox: Pick<InboxService, 'handOver'>
  /** Of the note that tells of it: pressed twice, it is one. */
  noteId: MessageId
  find: (query: string) => TargetOption[]
  /** What stands in it: kept with every key, so that a popup that closes loses none. */
  fields: () => FormFields
  write: (change: FormFields) => Promise<void>
  done: () => void
}

export interface HandOverState {
  query: ReadonlySignal<string>
  found: ReadonlySignal<TargetOption[]>
  /** Which of them Enter would choose. */
  marked: ReadonlySignal<number>
  chosen: ReadonlySignal<TargetOption | undefined>
  comment: ReadonlySignal<string>
  busy: ReadonlySignal<boolean>
  notDone: ReadonlySignal<NotDone | undefined>
  search(query: string): void
  mark(step: 1 | -1): void
  choose(option: TargetOption | undefined): void
  say(comment: string): void
  send(): Promise<void>
}

export function createHandOverState(inputs: HandOverInputs): HandOverState {
  const { conversationId, inbox, noteId, find, fields, write, done } = inputs
  const [place, busy] = [signal(0), signal(false)]
  const notDone = signal<NotDone | undefined>(undefined)
  const query = computed(() => fields().query ?? '')
  const comment = computed(() => fields().comment ?? '')
  const chosen = computed(() => find('').find(({ key }) => key === fields().target))
  const found = computed(() => find(query.value))
  const marked = computed(() => Math.min(place.value, found.value.length - 1))
  return {
    ...{ query, found, marked, chosen, comment, busy, notDone },
    search(typed) {
      place.value = 0
      void write({ query: typed, target: '' })
    },
    mark(step) {
      const count = found.value.length
      if (count > 0) place.value = (marked.value + step + count) % count
    },
    choose(option) {
      notDone.value = undefined
      void write(option === undefined ? { target: '' } : { target: option.key, query: option.name })
    },
    say: (words) => void write({ comment: words }),
    async send() {
      const target = chosen.value?.target
      if (target === undefined || busy.value) return
      busy.value = true
      // Before the question: a colleague may have the conversation before its answer is here, and then the words were no draft.
      await write({ asked: 'yes' })
      const answer = await inbox.handOver(conversationId, { id: noteId, target, comment: comment.value.trim() })
      busy.value = false
      if (answer.ok) return done()
      notDone.value = { code: answer.code, takenBy: answer.takenBy }
      await write({ asked: '' })
    },
  }
}
