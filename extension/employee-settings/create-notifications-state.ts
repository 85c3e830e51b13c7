import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { NotificationSettings, QuietHours } from '../notifications/notification-settings.ts'

/** How the settings reach the browser. */
export interface NotificationsDoor {
  /** At once and at each change. */
  follow(follow: (settings: NotificationSettings) => void): void
  save(settings: NotificationSettings): Promise<void>
  /** @returns whether the browser says that it stands there; what the operating system does with it nobody can know. */
  show(): Promise<boolean>
  sound(): Promise<void>
}

/** «Уведомления»: each change counts at once. */
export interface NotificationsState {
  /** `undefined` while it loads. */
  settings: ReadonlySignal<NotificationSettings | undefined>
  change(part: Partial<NotificationSettings>): void
  /** Times that are half typed, and a week without a day, are shown but not kept. */
  quietHours: ReadonlySignal<QuietHours | undefined>
  changeQuietHours(part: Partial<QuietHours>): void
  /** What came of «Проверить». */
  trial: ReadonlySignal<'sent' | 'refused' | undefined>
  tryIt(): Promise<void>
}

export function createNotificationsState(door: NotificationsDoor): NotificationsState {
  const settings = signal<NotificationSettings | undefined>(undefined)
  const typed = signal<QuietHours | undefined>(undefined)
  const trial = signal<'sent' | 'refused' | undefined>(undefined)
  door.follow((stored) => {
    settings.value = stored
  })
  const change = (part: Partial<NotificationSettings>) => {
    if (settings.value === undefined) return
    settings.value = { ...settings.value, ...part }
    void door.save(settings.value)
  }
  const quietHours = computed(() => typed.value ?? settings.value?.quietHours)
  return {
    settings,
    change,
    quietHours,
    changeQuietHours(part) {
      if (quietHours.value === undefined) return
      const hours = { ...quietHours.value, ...part }
      typed.value = isWhole(hours) ? undefined : hours
      if (isWhole(hours)) change({ quietHours: hours })
    },
    trial,
    async tryIt() {
      trial.value = undefined
      const shown = await door.show()
      trial.value = shown ? 'sent' : 'refused'
      if (settings.value?.sound) await door.sound()
    },
  }
}

const isWhole = ({ from, to, weekdays }: QuietHours): boolean => from !== '' && to !== '' && weekdays.length > 0
