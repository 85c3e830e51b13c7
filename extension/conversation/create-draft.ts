import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { ConversationId, EmployeeId, Instant } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { DraftFileRow, DraftRow, InboxDatabase } from '../database/database.ts'
import { liveSignal } from '../inbox/live-signal.ts'
import { createDraftKeeper, type DraftKeeper } from './draft-keeper.ts'
import { storedMessage } from './stored-messages.ts'

export interface DraftInputs {
  database: InboxDatabase
  conversationId: ConversationId
  now: () => Instant
  /** Whether the person is in this window: only there he types, every other one follows. */
  hasFocus: ReadonlySignal<boolean>
}

export type Draft = ReturnType<typeof createDraft>

/** What is half written in one conversation: signals for the page, kept on the disk with every change. */
export function createDraft(inputs: DraftInputs) {
  const { database, conversationId, now } = inputs
  const keeper = createDraftKeeper(database, conversationId)
  const parts = {
    reply: signal(''),
    note: signal(''),
    noteMode: signal(false),
    mentions: signal<readonly EmployeeId[]>([]),
    quoted: signal<Message | undefined>(undefined),
    files: signal<readonly DraftFileRow[]>([]),
  }
  let caret = 0
  const row = (): DraftRow => ({ conversationId, changedAt: now(), ...rowOf(parts, caret) })
  const isUntouched = () =>
    parts.reply.value === '' && parts.note.value === '' && !parts.noteMode.value && parts.files.value.length === 0
  const show = async ({ draft, files }: { draft: DraftRow | undefined; files: DraftFileRow[] }) => {
    parts.reply.value = draft?.text ?? ''
    parts.note.value = draft?.note ?? ''
    parts.noteMode.value = draft?.noteMode === true
    parts.mentions.value = draft?.mentions ?? []
    parts.files.value = files
    caret = draft?.caret ?? caret
    const quotedId = draft?.quotedMessageId
    if (quotedId === parts.quoted.value?.id) return
    parts.quoted.value = quotedId === undefined ? undefined : await storedMessage(database, quotedId)
  }
  const restored = keeper.restore().then((left) => (isUntouched() ? show(left) : undefined))
  const stop = followOtherWindows(inputs, () => keeper.unwritten() === undefined, show, restored)
  return {
    ...parts,
    restored,
    stop,
    caret: () => caret,
    row,
    /** Before the text changes: whoever follows the text asks where the caret is. */
    moveCaret: (to: number) => {
      caret = to
    },
    /** With every change. */
    keep: () => keeper.keep(row()),
    ...filesBeside(parts.files, keeper, row),
    giveWay: keeper.giveWay,
    unwritten: keeper.unwritten,
  }
}

/** Files come and go together with the row that names them. */
const filesBeside = (files: Signal<readonly DraftFileRow[]>, keeper: DraftKeeper, row: () => DraftRow) => ({
  addFiles: (added: DraftFileRow[]) => {
    const others = files.value.filter(({ id }) => !added.some((one) => one.id === id))
    files.value = [...others, ...added].sort((one, other) => one.position - other.position)
    return keeper.keepFiles(added, row())
  },
  dropFile: (id: DraftFileRow['id']) => {
    files.value = files.value.filter((kept) => kept.id !== id)
    return keeper.dropFile(id, row())
  },
})

type Parts = Pick<Draft, 'reply' | 'note' | 'noteMode' | 'mentions' | 'quoted' | 'files'>

function rowOf({ reply, note, noteMode, mentions, quoted, files }: Parts, caret: number) {
  return {
    text: reply.value,
    ...(note.value === '' ? {} : { note: note.value, mentions: [...mentions.value] }),
    ...(noteMode.value ? { noteMode: true as const } : {}),
    ...(quoted.value === undefined ? {} : { quotedMessageId: quoted.value.id }),
    ...(files.value.length === 0 ? {} : { files: files.value.map(({ name }) => name) }),
    caret,
  }
}

/** Popup, side panel and a window of its own show one draft; a file may be chosen in yet another page. */
function followOtherWindows(
  { database, conversationId, hasFocus }: DraftInputs,
  allIsWritten: () => boolean,
  show: (left: { draft: DraftRow | undefined; files: DraftFileRow[] }) => void,
  restored: Promise<void>,
): () => void {
  const { drafts, draftFiles } = database
  const kept = liveSignal(() => async () => ({
    draft: await drafts.get(conversationId),
    files: await draftFiles.where({ conversationId }).sortBy('position'),
  }))
  const isRestored = signal(false)
  void restored.then(() => {
    isRestored.value = true
  })
  const stopFollowing = effect(() => {
    const now = kept.value.value
    if (now !== undefined && isRestored.value && !hasFocus.value && allIsWritten()) show(now)
  })
  return () => {
    stopFollowing()
    kept.stop()
  }
}
