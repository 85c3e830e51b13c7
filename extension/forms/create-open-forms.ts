import { effect, type ReadonlySignal, signal } from '@preact/signals'
import {
  type ConversationId,
  type EmployeeId,
  type Instant,
  type MessageId,
  messageIdSchema,
  type NewId,
} from '../../shared/ids.ts'
import type { InboxService } from '../background/inbox-service.ts'
import type { FormFields, FormName, FormRow, InboxDatabase } from '../database/database.ts'
import { whoWrites } from '../database/write-draft.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { createFormKeeper, formsOf } from './form-keeper.ts'

export interface OpenFormsInputs {
  database: InboxDatabase
  inbox: Pick<InboxService, 'keepForms'>
  /** Undefined: those that belong to no conversation. */
  conversationId: ConversationId | undefined
  now: () => Instant
  newId: NewId
  /** Whether the person is in this window: only there he types, every other one follows. */
  hasFocus: ReadonlySignal<boolean>
}

/** A form that stands open, with what stands in it. */
export interface OpenForm extends Pick<FormRow, 'id' | 'form' | 'fields'> {
  /** As it opened here: as long as nothing else stands in it there is nothing to keep. */
  first?: FormFields
}

export interface OpenForms {
  /** In the order in which they were begun, here or in an earlier page. */
  open: ReadonlySignal<readonly OpenForm[]>
  restored: Promise<void>
  /** The first of these that stands open. */
  find(...forms: FormName[]): OpenForm | undefined
  /** What stands in one of them now; nothing when it is not open any more. */
  fieldsOf(id: MessageId): FormFields
  /** Opens it; one that stands open already goes on as it is. */
  begin(form: FormName, fields?: FormFields, isSame?: (other: FormFields) => boolean): void
  /** With every key. */
  write(id: MessageId, change: FormFields): Promise<void>
  /** It was left. */
  end(id: MessageId): Promise<void>
  /** What is done with it instead, in its turn. It ends when that is done. */
  endWith(id: MessageId, send: (author: EmployeeId | undefined) => Promise<boolean>): Promise<boolean>
  /** The page is being closed: what is not on the disk yet is given to the background, which outlives it. */
  leave(): void
  stop(): void
}

/** Which forms stand open in one place and what stands in them: a popup that is closed in the middle of one opens with it. */
export function createOpenForms(inputs: OpenFormsInputs): OpenForms {
  const { database, inbox, conversationId, now, newId } = inputs
  const keeper = createFormKeeper(database, conversationId)
  const open = signal<readonly OpenForm[]>([])
  const rowOf = (form: OpenForm) => asRow(form, conversationId, now())
  const close = (id: MessageId) => {
    open.value = open.value.filter((form) => form.id !== id)
  }
  const restored = keeper.restore().then((rows) => {
    const begun = open.value
    open.value = [...shownOf(rows, []).filter(({ id }) => !begun.some((form) => form.id === id)), ...begun]
  })
  const stop = follow(inputs, restored, ({ rows, who }) => {
    if (keeper.isWrittenBy(who)) open.value = shownOf(rows, [])
    else if (!inputs.hasFocus.value && keeper.unwritten().rows.length === 0) open.value = shownOf(rows, open.peek())
  })
  return {
    ...{ open, restored, stop },
    find: (...forms) => open.value.find(({ form }) => forms.includes(form)),
    fieldsOf: (id) => open.value.find((form) => form.id === id)?.fields ?? {},
    begin(form, fields = {}, isSame = () => true) {
      if (open.value.some((other) => other.form === form && isSame(other.fields))) return
      open.value = [...open.value, { id: newId(messageIdSchema), form, fields, first: fields }]
    },
    async write(id, change) {
      open.value = open.value.map((form) =>
        form.id === id ? { ...form, fields: { ...form.fields, ...change } } : form,
      )
      const changed = open.value.find((form) => form.id === id)
      if (changed !== undefined) await keeper.keep(rowOf(changed))
    },
    async end(id) {
      const left = open.value.find((form) => form.id === id)
      close(id)
      if (left !== undefined) await keeper.keep({ ...rowOf(left), fields: {} })
    },
    endWith: (id, send) =>
      keeper.giveWay(id, async (author) => {
        // Pressed twice, it was done meanwhile.
        if (!open.value.some((form) => form.id === id)) return false
        const isDone = await send(author)
        if (isDone) close(id)
        return isDone
      }),
    leave() {
      const { rows, author } = keeper.unwritten()
      if (rows.length > 0) void inbox.keepForms(rows, author)
    },
  }
}

function asRow(form: OpenForm, conversationId: ConversationId | undefined, changedAt: Instant): FormRow {
  const fields = isUntouched(form) ? {} : form.fields
  return {
    id: form.id,
    form: form.form,
    fields,
    changedAt,
    ...(conversationId === undefined ? {} : { conversationId }),
  }
}

const isUntouched = ({ first, fields }: OpenForm): boolean => first !== undefined && isEqual(first, fields)

/** What lies on the disk, and what was opened here and is still as it opened. What has not changed stays the same thing, so that nothing is painted for it. */
function shownOf(rows: readonly FormRow[], shown: readonly OpenForm[]): readonly OpenForm[] {
  const untouched = shown.filter(
    (form) =>
      isUntouched(form) &&
      !rows.some(
        ({ id, form: name, fields }) =>
          id === form.id || (name === form.form && fields.message === form.fields.message),
      ),
  )
  const kept = rows.map(({ id, form, fields }): OpenForm => {
    const before = shown.find((other) => other.id === id)
    return before !== undefined && isEqual(before.fields, fields) ? before : { id, form, fields }
  })
  const now = [...kept, ...untouched]
  return now.length === shown.length && now.every((form, place) => form === shown[place]) ? shown : now
}

const isEqual = (one: FormFields, other: FormFields): boolean => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}

/** Popup, side panel and a window of its own show the same forms; and nobody sees what another has typed who sat here before him. */
function follow(
  { database, conversationId }: OpenFormsInputs,
  restored: Promise<void>,
  show: (now: { rows: FormRow[]; who: EmployeeId | undefined }) => void,
): () => void {
  const kept = liveSignal(() => async () => ({
    rows: await formsOf(database, conversationId),
    who: await whoWrites(database),
  }))
  const isRestored = signal(false)
  void restored.then(() => {
    isRestored.value = true
  })
  const stopFollowing = effect(() => {
    const now = kept.value.value
    if (now !== undefined && isRestored.value) show(now)
  })
  return () => {
    stopFollowing()
    kept.stop()
  }
}
