import { i18n } from '#i18n'
import type { HereRow } from '../database/database.ts'
import { StateSign } from '../design/state-sign.tsx'
import { AccessPart } from '../employee-settings/access-part.tsx'
import { AppearancePart } from '../employee-settings/appearance-part.tsx'
import { NotificationsPart } from '../employee-settings/notifications-part.tsx'
import { PagesPart } from '../employee-settings/pages-part.tsx'
import { FirstRunPage } from '../first-run/first-run-page.tsx'
import { StepsLeft } from '../first-run/steps-left.tsx'
import { QuickRepliesPart } from '../quick-replies/quick-replies-part.tsx'
import { AuditPart } from './audit-part.tsx'
import { ChannelsPart } from './channels-part.tsx'
import type { SettingsState } from './create-settings-state.ts'
import { EmployeesPart } from './employees-part.tsx'
import { OnecPart } from './onec-part.tsx'
import { QueuePart } from './queue-part.tsx'
import { RoutesPart } from './routes-part.tsx'
import { type PartGroup, type PartLine, partGroups, type SettingsPart } from './settings-parts.ts'
import { SynchronisationPart } from './synchronisation-part.tsx'

/** A list of parts with their signs on the left, one part at a time on the right. */
export function SettingsApp({ state }: { state: SettingsState }) {
  const here = state.here.value
  if (here === undefined) return null
  if (state.isFirstRun.value) return <FirstRunPage state={state} here={here} />
  const part = state.part.value
  return (
    <div class="settings">
      <header class="settings-side">
        <h1>{i18n.t('settings.heading')}</h1>
        <nav aria-label={i18n.t('settings.parts')}>
          {partGroups(state.lines.value).map((group) => (
            <PartLinks key={group.name} group={group} open={part} />
          ))}
        </nav>
      </header>
      <main class="settings-part">
        <h2>{i18n.t(`settings.${part}`)}</h2>
        <p class="quiet">{i18n.t(`settingsLead.${part}`)}</p>
        <OpenPart state={state} here={here} />
      </main>
    </div>
  )
}

function PartLinks({ group: { name, lines }, open }: { group: PartGroup; open: SettingsPart }) {
  const id = `settings-group-${name}`
  return (
    <>
      <p class="settings-group" id={id}>
        {i18n.t(`settingsGroup.${name}`)}
      </p>
      <ol class="settings-parts" aria-labelledby={id}>
        {lines.map((line) => (
          <PartLink key={line.part} line={line} open={line.part === open} />
        ))}
      </ol>
    </>
  )
}

function PartLink({ line: { part, sign }, open }: { line: PartLine; open: boolean }) {
  return (
    <li>
      <a href={`#/${part}`} aria-current={open ? 'page' : undefined}>
        {sign === undefined ? <span class="state-sign" /> : <StateSign tone={sign} />}
        {i18n.t(`settings.${part}`)}
        {sign !== undefined && <span class="spoken">{i18n.t(`settingsSign.${sign}`)}</span>}
      </a>
    </li>
  )
}

function OpenPart({ state, here }: { state: SettingsState; here: HereRow | null }) {
  const part = state.part.value
  if (part === 'appearance') return <AppearancePart {...state} />
  if (here === null || part === 'access') {
    return (
      <AccessPart state={state.access} here={here}>
        <StepsLeft state={state.firstRun} />
      </AccessPart>
    )
  }
  switch (part) {
    case 'quickReplies':
      return <QuickRepliesPart state={state.quickReplies} />
    case 'notifications':
      return <NotificationsPart state={state.notifications} />
    case 'pages':
      return <PagesPart state={state.pages} />
    case 'channels':
      return <ChannelsPart here={here} state={state.channels} now={state.now} />
    case 'synchronisation':
      return <SynchronisationPart state={state.synchronisation} onec={here.onec} now={state.now} />
    case 'onec':
      return <OnecPart here={here} state={state.bases} now={state.now} />
    case 'queue':
      return <QueuePart employees={state.employees} settings={state.inboxSettings} />
    case 'routes':
      return <RoutesPart state={state.routes} />
    case 'audit':
      return <AuditPart state={state.audit} employees={state.employees} now={state.now} />
    case 'employees':
      return (
        <EmployeesPart here={here} state={state.employees} now={state.now} address={state.access.usedAddress.value} />
      )
  }
}
