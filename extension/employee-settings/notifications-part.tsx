import { i18n } from '#i18n'
import { Banner, Problem } from '../design/banner.tsx'
import { Button } from '../design/button.tsx'
import { TickBox } from '../design/tick-box.tsx'
import { clickTargets, type NotificationSettings } from '../notifications/notification-settings.ts'
import type { NotificationsState } from './create-notifications-state.ts'
import { QuietHoursFields } from './quiet-hours-fields.tsx'

export function NotificationsPart({ state }: { state: NotificationsState }) {
  const settings = state.settings.value
  if (settings === undefined) return null
  return (
    <>
      <section class="card">
        <TickBox on={settings.on} onChange={(on) => state.change({ on })}>
          <strong>{i18n.t('notifications.on')}</strong>
          <span class="quiet block">{i18n.t('notifications.onHint')}</span>
        </TickBox>
        {settings.on && <How settings={settings} state={state} />}
        {settings.on && <Trial state={state} />}
      </section>
      {settings.on && (
        <section class="card">
          <QuietHoursFields state={state} />
        </section>
      )}
    </>
  )
}

function How({ settings, state }: { settings: NotificationSettings; state: NotificationsState }) {
  return (
    <>
      <TickBox on={settings.showText} onChange={(showText) => state.change({ showText })}>
        {i18n.t('notifications.showText')}
        <span class="quiet block">{i18n.t('notifications.showTextHint')}</span>
      </TickBox>
      <TickBox on={settings.sound} onChange={(sound) => state.change({ sound })}>
        {i18n.t('notifications.sound')}
      </TickBox>
      <fieldset class="choices">
        <legend>{i18n.t('notifications.opens')}</legend>
        {clickTargets.map((target) => (
          <TickBox
            key={target}
            group="opensIn"
            on={settings.opensIn === target}
            onChange={(on) => {
              if (on) state.change({ opensIn: target })
            }}
          >
            {i18n.t(`notifications.${target}`)}
            {target === 'sidePanel' && <span class="quiet block">{i18n.t('notifications.sidePanelHint')}</span>}
          </TickBox>
        ))}
      </fieldset>
    </>
  )
}

/** The browser cannot tell whether the operating system has swallowed it: so what to do then is always said. */
function Trial({ state }: { state: NotificationsState }) {
  const trial = state.trial.value
  return (
    <>
      <div class="card-actions">
        <Button onPress={() => void state.tryIt()} testId="try-notification">
          {i18n.t('notifications.trial')}
        </Button>
      </div>
      {trial === 'sent' && <Banner tone="quiet" text={i18n.t('notifications.trialSent')} />}
      <Problem text={trial === 'refused' ? i18n.t('notifications.trialRefused') : undefined} />
      {trial !== undefined && (
        <details open={trial === 'refused'}>
          <summary>{i18n.t('notifications.whatToDo')}</summary>
          <ul>
            {(['windows', 'mac', 'linux', 'browser'] as const).map((where) => (
              <li key={where}>{i18n.t(`notifications.todo.${where}`)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
