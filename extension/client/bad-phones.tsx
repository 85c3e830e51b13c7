import './client.css'
import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { BaseRow } from '../../shared/answers.ts'
import type { BadPhone } from '../../shared/bad-phone.ts'
import type { Instant } from '../../shared/ids.ts'
import { OpenInOnec } from '../conversation/open-in-onec.tsx'
import { Problem } from '../design/banner.tsx'
import { language } from '../design/language.ts'
import { pluralForm } from '../design/plural-form.ts'
import { momentInWords } from '../design/show-time.ts'
import { askedSentence } from '../inbox/asked-sentences.ts'
import type { BaseCardState } from '../messenger-settings/create-base-card-state.ts'

export interface BadPhonesProps {
  base: BaseRow
  state: Pick<BaseCardState, 'badPhones' | 'loadBadPhones' | 'openInOnec'>
  now: Instant
}

/** Phones in 1C by which nobody can ever be found, and what is wrong with each. Nothing where all are well. */
export function BadPhones({ base, state, now }: BadPhonesProps) {
  useEffect(() => void state.loadBadPhones.run(), [state, base.lastExchangeAt])
  const refused = state.loadBadPhones.refused.value
  const found = state.badPhones.value
  if (refused !== undefined) return <Problem text={askedSentence(refused)} />
  if (found === undefined || found.total === 0) return null
  return (
    <details class="fold" data-testid="bad-phones">
      <summary>{i18n.t(`badPhones.title.${pluralForm(found.total, language())}`, [found.total])}</summary>
      <div class="fold-inside">
        <p class="quiet">{i18n.t('badPhones.how')}</p>
        <ul class="bad-phones">
          {found.phones.map((phone) => (
            <BadPhoneLine key={`${phone.ref} ${phone.written}`} phone={phone} base={base} state={state} />
          ))}
        </ul>
        <p class="quiet">
          {found.total > found.phones.length && `${i18n.t('badPhones.more', [found.phones.length])} `}
          {found.at !== undefined && i18n.t('badPhones.foundAt', [momentInWords(found.at, now, language())])}
        </p>
      </div>
    </details>
  )
}

type LineProps = { phone: BadPhone } & Pick<BadPhonesProps, 'base' | 'state'>

function BadPhoneLine({ phone, base, state }: LineProps) {
  const { id, name, webAddress } = base
  const bases = [webAddress === undefined ? { id, name } : { id, name, webAddress }]
  return (
    <li data-testid="bad-phone">
      <span class="bad-phone">
        {phone.name}
        <span class="block quiet">
          {phone.written} — {i18n.t(`badPhones.fault.${phone.fault}`)}
        </span>
      </span>
      {phone.url !== undefined && (
        <OpenInOnec url={phone.url} baseId={id} onec={{ bases }} openInOnec={state.openInOnec} />
      )}
    </li>
  )
}
