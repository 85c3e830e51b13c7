import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Employee } from '../../../shared/employee.ts'
import type { OnecStatus } from '../../../shared/onec-status.ts'
import type { ConversationRow, InboxDatabase } from '../../database/database.ts'
import { liveSignal } from '../../inbox/live-signal.ts'
import type { QuickRepliesState } from '../../quick-replies/create-quick-replies-state.ts'
import { fillTemplate, type KnownPlace } from './fill-template.ts'
import { findTemplates, type Offered, ownReplies, templatesFor } from './find-templates.ts'

export interface TemplatesInputs {
  database: InboxDatabase
  /** What stands in the box. */
  text: ReadonlySignal<string>
  conversation: ReadonlySignal<ConversationRow | null | undefined>
  employee: ReadonlySignal<Employee | undefined>
  onec: ReadonlySignal<OnecStatus | undefined>
  /** Puts a text in the place of what stands in the box. */
  type(text: string): Promise<void>
  /** Puts it below. */
  append(text: string): Promise<void>
  /** Today, as people write it. */
  today(): string
  nameOf(place: KnownPlace): string
  quickReplies: Pick<QuickRepliesState, 'add' | 'load'>
}

export interface TemplatesState {
  /** Whether there is anything to offer. */
  isThere: ReadonlySignal<boolean>
  /** Those that fit what is typed; `undefined` while the list is closed. */
  found: ReadonlySignal<Offered[] | undefined>
  /** The one that Enter takes. */
  marked: ReadonlySignal<number>
  /** The button: opens the list without a slash, or closes it. */
  /** What stands in the box and may be kept as a quick reply of one's own; undefined when there is nothing but a search. */
  typed: ReadonlySignal<string | undefined>
  quickReplies: Pick<QuickRepliesState, 'add'>
  toggle(): void
  close(): void
  mark(place: number): void
  choose(template: Offered): Promise<void>
  /** How it reads for this client. */
  filled(template: Offered): string
  /** A key of the box, while the list is open. @returns whether it was the list's. */
  press(key: string): boolean
  stop(): void
}

/** What is offered: the list opens by a slash at the beginning of the box, or by its button; what follows the slash is searched for. */
function createOffer({ database, text, conversation, onec }: TemplatesInputs) {
  const all = liveSignal(() => () => database.templates.toArray())
  const own = liveSignal(() => () => database.quickReplies.toArray())
  const ours = computed(() => {
    const channel = conversation.value?.channelId
    const sorted = [...(all.value.value ?? [])].sort((one, other) => one.position - other.position)
    const from1c = channel === undefined ? [] : templatesFor(sorted, onec.value, channel)
    return [...ownReplies(own.value.value ?? []), ...from1c]
  })
  const opened = signal(false)
  /** The slashed text at which it was closed: typing on opens it again. */
  const leftAt = signal<string | undefined>(undefined)
  const slashed = computed(() => (/^\/[^\n]*$/.test(text.value) ? text.value.slice(1) : undefined))
  const isOpen = computed(() => opened.value || (slashed.value !== undefined && text.value !== leftAt.value))
  return {
    isThere: computed(() => ours.value.length > 0),
    isOpen,
    isSlashed: computed(() => slashed.value !== undefined),
    found: computed(() =>
      isOpen.value && (ours.value.length > 0 || opened.value)
        ? findTemplates(ours.value, slashed.value ?? '')
        : undefined,
    ),
    open: () => {
      leftAt.value = undefined
      opened.value = true
    },
    close: () => {
      opened.value = false
      leftAt.value = text.value
    },
    stop() {
      all.stop()
      own.stop()
    },
  }
}

export function createTemplatesState(inputs: TemplatesInputs): TemplatesState {
  const offer = createOffer(inputs)
  const { found } = offer
  const place = signal(0)
  const marked = computed(() => Math.min(place.value, Math.max(0, (found.value?.length ?? 0) - 1)))
  const close = () => {
    offer.close()
    place.value = 0
  }
  const filled = filledFor(inputs)
  const choose = async (template: Offered) => {
    const [text, put] = [filled(template), offer.isSlashed.value ? inputs.type : inputs.append]
    close()
    await put(text)
  }
  const stopLoading = loadOnce(offer.isOpen, inputs)
  const walk = (step: number, { length }: Offered[]) => {
    place.value = (marked.value + step + length) % length
  }
  const take = (shown: Offered[]) => {
    const template = shown[marked.value]
    if (template) void choose(template)
  }
  const verbs: Record<string, (shown: Offered[]) => void> = {
    ArrowDown: (shown) => walk(1, shown),
    ArrowUp: (shown) => walk(-1, shown),
    Enter: take,
    Tab: take,
    Escape: close,
  }
  return {
    isThere: offer.isThere,
    found,
    marked,
    typed: computed(() => (offer.isSlashed.value || inputs.text.value.trim() === '' ? undefined : inputs.text.value)),
    quickReplies: inputs.quickReplies,
    toggle: () => (found.value === undefined ? offer.open() : close()),
    close,
    mark: (at) => {
      place.value = at
    },
    choose,
    filled,
    press: (key) => pressed(key, found.value, verbs),
    stop() {
      stopLoading()
      offer.stop()
    },
  }
}

/** Nothing fits: Enter sends what was typed, a path with a slash perhaps. */
function pressed(
  key: string,
  shown: Offered[] | undefined,
  verbs: Record<string, (shown: Offered[]) => void>,
): boolean {
  const verb = verbs[key]
  if (verb === undefined || shown === undefined || (shown.length === 0 && key !== 'Escape')) return false
  verb(shown)
  return true
}

/** Another computer may have changed them, also where none is here yet: asked once, when somebody wants one. */
function loadOnce(isOpen: ReadonlySignal<boolean>, { quickReplies }: TemplatesInputs): () => void {
  let asked = false
  return effect(() => {
    if (!isOpen.value || asked) return
    asked = true
    void quickReplies.load.run()
  })
}

const filledFor =
  ({ conversation, employee, today, nameOf }: TemplatesInputs) =>
  (template: Offered): string => {
    const contact = conversation.value?.contact ?? {} // the list is open only in a conversation that is there
    return fillTemplate(template, { contact, employeeName: employee.value?.name, date: today() }, nameOf)
  }
