import { i18n } from '#i18n'
import type { EmployeeList, EmployeeSource } from '../../shared/answers.ts'
import { Banner } from '../design/banner.tsx'

/** Where employees come from, when it is 1C, and what of its word could not be taken. */
export function EmployeeSources({ onecDecides, sources }: Pick<EmployeeList, 'onecDecides' | 'sources'>) {
  return (
    <>
      {onecDecides && <Banner tone="quiet" text={i18n.t('employees.onecDecides')} />}
      {sources.map((source) => (
        <Source key={source.id} source={source} />
      ))}
    </>
  )
}

function Source({ source: { name, refused, notTaken } }: { source: EmployeeSource }) {
  return (
    <>
      {refused && <Banner tone="bad" text={i18n.t('employees.sourceRefused', [name])} />}
      {notTaken.length > 0 && (
        <section class="card not-taken" data-testid="not-taken">
          <h3>{i18n.t('employees.notTaken', [name])}</h3>
          <ul>
            {notTaken.map((person, place) => (
              <li key={place}>
                <strong>{person.name || i18n.t('employees.nameless')}</strong>
                {': '}
                {i18n.t(`employees.fault.${person.fault}`)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
