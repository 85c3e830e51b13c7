import type { MessageId } from '../../../shared/ids.ts'
import type { MessageFile } from '../../../shared/message.ts'
import type { Shown } from '../shown-message.ts'

/** A picture or a film of the conversation. */
export interface Medium {
  messageId: MessageId
  kind: 'image' | 'video' | 'gif'
  file: MessageFile
  /** What was written with it. */
  caption: string
}

/** What can be looked at one after the other, oldest first: pictures and films whose bytes are there. Pure. */
export const galleryOf = (shown: readonly Shown[]): Medium[] =>
  shown.flatMap((line): Medium[] => {
    if (line.kind !== 'message') return []
    const { id, kind, file, text } = line.message
    if (file === undefined || file.state !== 'ready') return []
    return kind === 'image' || kind === 'video' || kind === 'gif' ? [{ messageId: id, kind, file, caption: text }] : []
  })

/** How far a picture can be enlarged, step by step. */
export const zooms = [1, 1.5, 2, 3, 4] as const
export type Zoom = (typeof zooms)[number]

/** The next step, and no farther than the last. */
export const zoomed = (zoom: Zoom, step: 1 | -1): Zoom => zooms[zooms.indexOf(zoom) + step] ?? zoom
