import type { ComponentType } from 'preact'
import type { IconName } from '../design/icon.tsx'
import type { AttachFormProps } from './attach/attach-form-props.ts'
import { lazily } from './lazily.tsx'
import type { SentAs } from './send-reply.ts'

/** What a choice of this entry does: files are asked for, or a form opens above the box. */
export type AttachEntry = { name: string; icon: IconName } & (
  | { pick: { accept?: string; as?: SentAs } }
  | { Form: ComponentType<AttachFormProps> }
)

const PlaceForm = lazily(async () => (await import('./attach/place-form.tsx')).PlaceForm)
const ContactForm = lazily(async () => (await import('./attach/contact-form.tsx')).ContactForm)
const PollForm = lazily(async () => (await import('./attach/poll-form.tsx')).PollForm)
const DocumentForm = lazily(async () => (await import('./documents/document-form.tsx')).DocumentForm)

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
export type FormEntryName = Exclude<AttachName, 'file' | 'sticker'>
