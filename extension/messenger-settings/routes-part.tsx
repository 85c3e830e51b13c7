import { useEffect } from 'preact/hooks'
import { i18n } from '#i18n'
import type { InboxSettings } from '../../shared/inbox-settings.ts'
import { AutomaticTextsForm } from './automatic-texts-form.tsx'
import type { RoutesState } from './create-routes-state.ts'
import { GroupsForm } from './groups-form.tsx'
import { LoadingOrProblem } from './loading-or-problem.tsx'
import { RouteTryOut } from './route-try-out.tsx'
import { RoutingRules } from './rules-form.tsx'
import { SaveLine, saving } from './save-line.tsx'

/** Groups, rules with a place to try them out, and the texts that leave by themselves. */
export function RoutesPart({ state }: { state: RoutesState }) {
  useEffect(() => state.load(), [state])
  const { settings } = state
  const form = settings.form.value
  if (form === undefined || !state.isKnown.value)
    return <LoadingOrProblem load={settings.form.value === undefined ? settings.load : state.groups.load} />
  const change = (part: Partial<InboxSettings>) => {
    settings.form.value = { ...form, ...part }
  }
  return (
    <>
      <GroupsForm state={state.groups} employees={state.known.value.employees} />
      <form class="routes" noValidate onSubmit={saving(settings)}>
        <RoutingRules
          rules={form.routing}
          known={state.known.value}
          broken={state.broken.value}
          change={(routing) => change({ routing })}
        />
        <RouteTryOut state={state.tryOut} rules={form.routing} known={state.known.value} />
        <AutomaticTextsForm texts={form.automaticTexts} change={(automaticTexts) => change({ automaticTexts })} />
        <div class="save-line">
          <SaveLine state={settings} fault={faultSentence(state)} />
        </div>
      </form>
    </>
  )
}

function faultSentence({ settings, broken }: RoutesState): string | undefined {
  if (settings.fault.value !== undefined) return i18n.t(`queue.fault.${settings.fault.value}`)
  return settings.changed.value && broken.value.length > 0 ? i18n.t('queue.fault.gone') : undefined
}
