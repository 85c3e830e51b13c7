import type { ChannelId, NewId } from '../shared/ids.ts'
import { createTimeZoneOffset } from '../shared/time-zone.ts'
import type { InboxRules } from './automation/inbox-rules.ts'
import { watchAutomaticTexts } from './automation/watch-automatic-texts.ts'
import { watchWaiting } from './automation/watch-waiting.ts'
import type { Clock } from './clock.ts'
import type { LinkedWhatsApp } from './link-whatsapp.ts'
import type { Settings } from './settings.ts'
import type { Store } from './store/open.ts'
import { systemAlarm } from './timer.ts'
import { whatsappIdOf } from './whatsapp/whatsapp-id.ts'

export interface LinkAutomationDeps {
  settings: Settings
  store: Store
  clock: Clock
  newId: NewId
  rules: InboxRules
  onError(error: unknown): void
}

/** Composes what happens by itself: alerts for clients whom nobody answers, and texts that leave. */
export function startAutomation(
  deps: LinkAutomationDeps,
  { statuses, channelChanged }: Pick<LinkedWhatsApp, 'statuses' | 'channelChanged'>,
): { stop(): Promise<void> } {
  const parts = { ...deps, setAlarm: systemAlarm, offsetAt: createTimeZoneOffset(deps.settings.timeZone) }
  const maySend = (id: ChannelId): boolean => {
    const status = statuses().find(({ channelId }) => channelId === id)
    return status?.state === 'online' && status.restriction === undefined
  }
  const waiting = watchWaiting(parts)
  const texts = watchAutomaticTexts({ ...parts, whatsappIdOf, maySend, channelChanged })
  return {
    stop: async () => {
      await Promise.all([waiting.stop(), texts.stop()])
    },
  }
}
