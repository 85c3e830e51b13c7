import { i18n } from '#i18n'
import { has } from '../../shared/employee.ts'
import type { HereRow } from '../database/database.ts'
import { Button } from '../design/button.tsx'
import type { SettingsState } from '../messenger-settings/create-settings-state.ts'
import type { SettingsPart } from '../messenger-settings/settings-parts.ts'
import { PinButton } from './pin-button.tsx'

/** What is worth a look next; none of it has to be done. */
const next: Record<'admin' | 'employee', SettingsPart[]> = {
  admin: ['employees', 'onec', 'routes', 'notifications'],
  employee: ['notifications', 'quickReplies', 'pages'],
}

export function Finished({ state, here }: { state: SettingsState; here: HereRow | null }) {
  const isAdmin = here?.employee !== undefined && has(here.employee, 'admin') // null never: somebody has signed in
  return (
    <section class="card" aria-label={i18n.t('start.next')} data-testid="first-run-finished">
      <div class="card-actions">
        <Button look="main" onPress={state.firstRun.openPanel} testId="open-panel">
          {i18n.t('start.openPanel')}
        </Button>
      </div>
      {state.firstRun.pinned.value === false && <PinButton byItself={state.firstRun.pinsByItself} />}
      <h2>{i18n.t('start.next')}</h2>
      <ul class="next-parts">
        {next[isAdmin ? 'admin' : 'employee'].map((part) => (
          <li key={part}>
            <a href={`#/${part}`}>{i18n.t(`settings.${part}`)}</a>
            <span class="quiet block">{i18n.t(`settingsLead.${part}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
