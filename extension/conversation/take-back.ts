import { batch } from '@preact/signals'
import * as v from 'valibot'
import { fileIdSchema } from '../../shared/ids.ts'
import type { DraftFileRow, InboxDatabase, OutboxRow } from '../database/database.ts'
import { putDraft } from '../database/write-draft.ts'
import type { Draft } from './create-draft.ts'

/** `tooLate`: the relay has been asked to send it, or has sent it. */
export type TakenBack = 'back' | 'tooLate'

/**
 * The words of a reply that did not leave come back into the draft, above what was typed meanwhile, and its file beside it; a note comes back as a note. In one transaction: they are in
 * exactly one place.
 */
export async function takeBackFromOutbox(
  database: InboxDatabase,
  draft: Draft,
  row: OutboxRow,
  withFile: boolean,
): Promise<TakenBack> {
  const { outbox, drafts, draftFiles } = database
  const file = withFile ? fileBack(row, (draft.files.value[0]?.position ?? 0) - 1) : undefined
  let taken: TakenBack = 'tooLate'
  let undo = () => {}
  try {
    await draft.giveWay(async () => {
      await database.transaction('rw', outbox, drafts, draftFiles, async () => {
        const now = await outbox.get(row.id)
        if (now === undefined || (now.asked === true && now.refused === undefined)) return
        undo = show(draft, row, file)
        if (file !== undefined) await draftFiles.put(file)
        await putDraft(database, draft.row())
        await outbox.delete(row.id)
        taken = 'back'
      })
    })
  } catch (cause) {
    undo()
    throw cause
  }
  return taken
}

/** @returns what takes it away again. */
function show(draft: Draft, row: OutboxRow, file: DraftFileRow | undefined): () => void {
  const { reply, note, noteMode, mentions, files } = draft
  const before = [reply.value, note.value, noteMode.value, mentions.value, files.value] as const
  const box = row.note === undefined ? reply : note
  const words = row.note?.text ?? row.text
  batch(() => {
    box.value = [words, box.value].filter((part) => part !== '').join('\n')
    draft.moveCaret(box.value.length)
    if (words !== '') noteMode.value = row.note !== undefined
    if (row.note !== undefined) mentions.value = [...new Set([...mentions.value, ...row.note.mentions])]
    if (file !== undefined) files.value = [file, ...files.value]
  })
  return () => {
    ;[reply.value, note.value, noteMode.value, mentions.value, files.value] = before
  }
}

/** A recording is heard and sent in its own place: only files come back. */
function fileBack({ file, voice, as, conversationId }: OutboxRow, position: number): DraftFileRow | undefined {
  const id = v.safeParse(fileIdSchema, file?.id)
  if (file === undefined || voice !== undefined || !id.success) return undefined
  return { ...file, id: id.output, conversationId, position, ...(as === undefined ? {} : { as }) }
}
