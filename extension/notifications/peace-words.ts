import { i18n } from '#i18n'
import type { Instant } from '../../shared/ids.ts'
import { language } from '../design/language.ts'
import { momentInWords } from '../design/show-time.ts'
import type { DoNotDisturb } from './notification-settings.ts'

/** «Не беспокоить до 15:20» */
export function peaceWords(peace: NonNullable<DoNotDisturb>, now: Instant): string {
  if (peace.until === undefined) return i18n.t('peace.on')
  return i18n.t('peace.onUntil', [momentInWords(peace.until, now, language())])
}

/** «Снова беспокоить (сейчас до 15:20)» */
export function peaceOffWords(peace: DoNotDisturb, now: Instant): string {
  if (peace?.until === undefined) return i18n.t('peace.off')
  return i18n.t('peace.offUntil', [momentInWords(peace.until, now, language())])
}
