import { i18n } from '#i18n'
import type { MessageFile } from '../../shared/message.ts'

/** Why the bytes are not there, and what to do; nothing when they are. */
export function fileSentence({ state, trouble }: Pick<MessageFile, 'state' | 'trouble'>): string | undefined {
  switch (state) {
    case 'ready':
      return undefined
    case 'fetching':
      return i18n.t('file.fetching')
    case 'gone':
      return trouble === undefined ? i18n.t('file.gone') : i18n.t(`fileTrouble.${trouble}`)
  }
}
