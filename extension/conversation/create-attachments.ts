import { signal } from '@preact/signals'
import type { ConversationId, NewId } from '../../shared/ids.ts'
import type { DraftFileRow } from '../database/database.ts'
import type { ComposerState } from './composer-state.ts'
import type { Draft } from './create-draft.ts'
import { fileOf, type SentAs } from './send-reply.ts'

export interface AttachmentInputs {
  conversationId: ConversationId
  newId: NewId
  largestFile: () => number | undefined
}

/** The files that will leave with the next reply. They lie beside the draft on the disk, in their order. */
export function createAttachments(
  { conversationId, newId, largestFile }: AttachmentInputs,
  draft: Draft,
): Pick<ComposerState, 'attach' | 'sendAs' | 'detach' | 'tooLarge'> {
  const tooLarge = signal<readonly string[]>([])
  return {
    tooLarge,
    async attach(chosen, as) {
      const [fit, unfit] = sortBySize([...chosen], largestFile())
      tooLarge.value = unfit.map(({ name }) => name)
      const next = (draft.files.value.at(-1)?.position ?? -1) + 1
      const rows = fit.map((file, index) => ({
        ...fileOf(file, newId),
        conversationId,
        position: next + index,
        ...(as === undefined ? {} : { as }),
      }))
      if (rows.length > 0) await draft.addFiles(rows)
    },
    sendAs: (file, as) => draft.addFiles([withAs(file, as)]),
    detach: ({ id }) => draft.dropFile(id),
  }
}

const withAs = ({ as: _before, ...file }: DraftFileRow, as: SentAs | undefined): DraftFileRow =>
  as === undefined ? file : { ...file, as }

/** What the relay takes, and what it would refuse after a long way. Pure. */
export function sortBySize<Sized extends { size: number }>(
  files: readonly Sized[],
  limit: number | undefined,
): [Sized[], Sized[]] {
  const fits = ({ size }: Sized) => limit === undefined || size <= limit
  return [files.filter(fits), files.filter((file) => !fits(file))]
}
