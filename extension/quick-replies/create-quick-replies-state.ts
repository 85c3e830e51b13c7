import { computed, type ReadonlySignal } from '@preact/signals'
import * as v from 'valibot'
import { type NewId, quickReplyIdSchema } from '../../shared/ids.ts'
import type { QuickReply } from '../../shared/inbox-commands.ts'
import type { Asked, InboxService } from '../background/inbox-service.ts'
import type { FormFields, InboxDatabase } from '../database/database.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import type { OpenForms } from '../forms/create-open-forms.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { moved, withReply } from './quick-reply-order.ts'

export interface QuickRepliesInputs {
  database: Pick<InboxDatabase, 'quickReplies'>
  inbox: Pick<InboxService, 'quickReplies' | 'setQuickReplies'>
  newId: NewId
  forms: Pick<OpenForms, 'find' | 'begin' | 'write' | 'end'>
}

export interface QuickRepliesState {
  /** One's own, in their order, as they are kept here; `undefined` while they load. */
  list: ReadonlySignal<QuickReply[] | undefined>
  /** From the relay: another computer may have changed them. */
  load: Action<[]>
  /** The one in the form; without an id a new one. */
  edited: ReadonlySignal<EditedReply | undefined>
  begin(reply?: QuickReply): void
  /** With every key. */
  type(change: { name: string } | { text: string }): void
  stopEditing(): void
  /** Stores what stands in the form. */
  save: Action<[]>
  /** Stores a new one at once. */
  add: Action<[{ name: string; text: string }]>
  move: Action<[QuickReply['id'], -1 | 1]>
  remove: Action<[QuickReply['id']]>
  stop(): void
}

export interface EditedReply {
  id?: QuickReply['id']
  name: string
  text: string
}

/** An employee's own texts. The relay has them all in one list, so each change is made on what it has now. */
export function createQuickRepliesState({ database, inbox, newId, forms }: QuickRepliesInputs): QuickRepliesState {
  const kept = liveSignal(() => () => database.quickReplies.toArray())
  const form = computed(() => forms.find('quickReply'))
  const edited = computed(() => form.value && replyIn(form.value.fields))
  const changing = async (change: (now: QuickReply[]) => QuickReply[]): Promise<Asked<QuickReply[]>> => {
    const now = await inbox.quickReplies()
    return now.ok ? inbox.setQuickReplies(change(now.value)) : now
  }
  const put = ({ id, name, text }: { id?: QuickReply['id'] | undefined; name: string; text: string }) => {
    const reply = { id: id ?? newId(quickReplyIdSchema), name: name.trim(), text: text.trim() }
    return changing((now) => withReply(now, reply))
  }
  const stopEditing = () => {
    if (form.value !== undefined) void forms.end(form.value.id)
  }
  return {
    list: computed(() => kept.value.value && [...kept.value.value].sort((one, other) => one.position - other.position)),
    load: createAction(() => inbox.quickReplies()),
    edited,
    begin: (reply) => {
      stopEditing()
      forms.begin('quickReply', { reply: reply?.id ?? '', name: reply?.name ?? '', text: reply?.text ?? '' })
    },
    type: (change) => {
      if (form.value !== undefined) void forms.write(form.value.id, change)
    },
    stopEditing,
    save: createAction(async (): Promise<Asked<unknown>> => {
      return edited.value === undefined ? { ok: true, value: undefined } : put(edited.value)
    }, stopEditing),
    add: createAction(put),
    move: createAction((id, step) => changing((now) => moved(now, id, step))),
    remove: createAction((id) => changing((now) => now.filter((reply) => reply.id !== id))),
    stop: kept.stop,
  }
}

/** Without an id it is a new one. */
function replyIn({ reply, name = '', text = '' }: FormFields): EditedReply {
  const id = v.safeParse(quickReplyIdSchema, reply)
  return { ...(id.success ? { id: id.output } : {}), name, text }
}
