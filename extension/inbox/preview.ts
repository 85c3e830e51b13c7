import { i18n } from '#i18n'
import type { LastMessage } from '../../shared/conversation.ts'
import type { IconName } from '../design/icon.tsx'

export interface Preview {
  /** «Вы: », «1С: », «С телефона: »; empty for what the client wrote. */
  from: string
  icon?: IconName
  text: string
}

/** The one line of the list: whose last word it was and what it said. */
export function previewOf(message: LastMessage | undefined): Preview {
  if (message === undefined) return { from: '', text: i18n.t('preview.nothing') }
  return { from: fromWhom(message.origin), ...whatItSaid(message) }
}

function fromWhom(origin: LastMessage['origin']): string {
  return origin === 'client' ? '' : `${i18n.t(`preview.from.${origin}`)} `
}

function whatItSaid({ kind, text, fileName }: LastMessage): Omit<Preview, 'from'> {
  const oneLine = text.replace(/\s+/g, ' ').trim()
  switch (kind) {
    case 'text':
      return { text: oneLine }
    case 'image':
      return { icon: 'image', text: oneLine || i18n.t('kind.image') }
    case 'document':
      return { icon: 'file', text: oneLine || fileName || i18n.t('kind.document') }
    case 'unsupported':
      return { icon: 'unknown', text: oneLine || i18n.t('kind.unsupported') }
  }
}
