import { i18n } from '#i18n'
import type { LastMessage } from '../../shared/conversation.ts'
import type { IconName } from '../design/icon.tsx'

export interface Preview {
  /** «Мы: », since it may be a colleague’s; «1С: », «С телефона: »; empty for what the client wrote. */
  from: string
  icon?: IconName
  text: string
}

/** The one line of the list: whose last word it was and what it said. */
export function previewOf(message: LastMessage | undefined): Preview {
  if (message === undefined) return { from: '', text: i18n.t('preview.nothing') }
  return { from: fromWhom(message), ...whatItSaid(message) }
}

/** Nobody writes a call: it is the client's, also when the phone has taken it. */
function fromWhom({ origin, kind }: LastMessage): string {
  return origin === 'client' || kind === 'call' ? '' : `${i18n.t(`preview.from.${origin}`)} `
}

const icons: Partial<Record<LastMessage['kind'], IconName>> = {
  image: 'image',
  video: 'video',
  gif: 'video',
  voice: 'voice',
  audio: 'voice',
  document: 'file',
  sticker: 'sticker',
  location: 'place',
  contacts: 'person',
  poll: 'poll',
  call: 'call',
  viewOnce: 'eye',
  pending: 'clock',
  unsupported: 'unknown',
}

type Words = Pick<LastMessage, 'kind' | 'text'> & { fileName?: string | undefined; rawKind?: string | undefined }

/** A message in one line: its kind's sign and its words, or its kind in words. */
export function whatItSaid({ kind, text, fileName, rawKind }: Words): Omit<Preview, 'from'> {
  const icon = icons[kind]
  const words = text.replace(/\s+/g, ' ').trim() || wordsOf(kind, fileName, rawKind)
  return icon === undefined ? { text: words } : { icon, text: words }
}

function wordsOf(kind: LastMessage['kind'], fileName: string | undefined, rawKind: string | undefined): string {
  if (kind === 'text') return ''
  if (kind === 'document' && fileName) return fileName
  if (kind === 'unsupported' && rawKind !== undefined) return i18n.t('kind.unsupportedRaw', [rawKind])
  return i18n.t(`kind.${kind}`)
}
