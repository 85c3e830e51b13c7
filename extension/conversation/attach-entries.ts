import type { FunctionComponent } from 'preact'
import type { IconName } from '../design/icon.tsx'
import type { AttachFormProps } from './attach/attach-form-props.ts'
import { ContactForm } from './attach/contact-form.tsx'
import { PlaceForm } from './attach/place-form.tsx'
import { PollForm } from './attach/poll-form.tsx'
import { DocumentForm } from './documents/document-form.tsx'
import type { SentAs } from './send-reply.ts'

/** What a choice of this entry does: files are asked for, or a form opens above the box. */
export type AttachEntry = { name: string; icon: IconName } & (
  | { pick: { accept?: string; as?: SentAs } }
  | { Form: FunctionComponent<AttachFormProps> }
)

/** The menu «Прикрепить», in this order. Its words: `attach.<name>`. */
export const attachEntries = [
  { name: 'file', icon: 'file', pick: {} },
  { name: 'sticker', icon: 'sticker', pick: { accept: 'image/png,image/jpeg,image/webp', as: 'sticker' } },
  { name: 'place', icon: 'place', Form: PlaceForm },
  { name: 'contact', icon: 'person', Form: ContactForm },
  { name: 'poll', icon: 'poll', Form: PollForm },
  { name: 'document', icon: 'file', Form: DocumentForm },
] as const satisfies readonly AttachEntry[]

export type AttachName = (typeof attachEntries)[number]['name']
