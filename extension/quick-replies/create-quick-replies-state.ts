import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { type NewId, quickReplyIdSchema } from '../../shared/ids.ts'
import type { QuickReply } from '../../shared/inbox-commands.ts'
import type { Asked, InboxService } from '../background/inbox-service.ts'
import type { InboxDatabase } from '../database/database.ts'
import { type Action, createAction } from '../employee-settings/create-action.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { moved, withReply } from './quick-reply-order.ts'

export interface QuickRepliesInputs {
  database: Pick<InboxDatabase, 'quickReplies'>
  inbox: Pick<InboxService, 'quickReplies' | 'setQuickReplies'>
  newId: NewId
}

export interface QuickRepliesState {
  /** One's own, in their order, as they are kept here; `undefined` while they load. */
  list: ReadonlySignal<QuickReply[] | undefined>
  /** From the relay: another computer may have changed them. */
  load: Action<[]>
  /** The one in the form; without an id a new one. */
  edited: ReadonlySignal<EditedReply | undefined>
  begin(reply?: QuickReply): void
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
  name: Signal<string>
  text: Signal<string>
}

/** An employee's own texts. The relay has them all in one list, so each change is made on what it has now. */
export function createQuickRepliesState({ database, inbox, newId }: QuickRepliesInputs): QuickRepliesState {
  const kept = liveSignal(() => () => database.quickReplies.toArray())
  const edited = signal<EditedReply | undefined>(undefined)
  const changing = async (change: (now: QuickReply[]) => QuickReply[]): Promise<Asked<QuickReply[]>> => {
    const now = await inbox.quickReplies()
    return now.ok ? inbox.setQuickReplies(change(now.value)) : now
  }
  const put = ({ id, name, text }: { id?: QuickReply['id'] | undefined; name: string; text: string }) => {
    const reply = { id: id ?? newId(quickReplyIdSchema), name: name.trim(), text: text.trim() }
    return changing((now) => withReply(now, reply))
  }
  const stopEditing = () => {
    edited.value = undefined
  }
  return {
    list: computed(() => kept.value.value && [...kept.value.value].sort((one, other) => one.position - other.position)),
    load: createAction(() => inbox.quickReplies()),
    edited,
    begin: (reply) => {
      const words = { name: signal(reply?.name ?? ''), text: signal(reply?.text ?? '') }
      edited.value = reply === undefined ? words : { id: reply.id, ...words }
    },
    stopEditing,
    save: createAction(async (): Promise<Asked<unknown>> => {
      const form = edited.value
      if (form === undefined) return { ok: true, value: undefined }
      return put({ id: form.id, name: form.name.value, text: form.text.value })
    }, stopEditing),
    add: createAction(put),
    move: createAction((id, step) => changing((now) => moved(now, id, step))),
    remove: createAction((id) => changing((now) => now.filter((reply) => reply.id !== id))),
    stop: kept.stop,
  }
}
