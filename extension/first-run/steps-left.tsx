import { i18n } from '#i18n'
import { firstRunPlace } from '../browser/first-run-tab.ts'
import { Banner } from '../design/banner.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import type { FirstRunState } from './create-first-run-state.ts'

/** The way back to the first steps; gone when all are done. */
export function StepsLeft({ state }: { state: FirstRunState }) {
  const left = state.left.value
  if (left === 0) return null
  return (
    <Banner tone="quiet" text={i18n.t(`start.left.${pluralForm(left, language())}`, [left])}>
      <a href={firstRunPlace}>{i18n.t('start.goTo')}</a>
    </Banner>
  )
}
