import { describe, expect, test } from 'vitest'
import {
  defaultNotificationSettings,
  doNotDisturbFrom,
  notificationSettingsFrom,
} from '../../../extension/notifications/notification-settings.ts'
import { isPeace, isQuietNow, isWithin, peaceFor } from '../../../extension/notifications/when-to-disturb.ts'

/** Monday 2 November 2026, by the clock on the wall. */
const at = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime()
const night = { on: true, from: '20:00', to: '08:00', weekdays: [1] }

describe('quiet hours over midnight, beginning on Mondays', () => {
  test.each([
    ['Monday 20:00, when they begin', at(2, 20), true],
    ['Monday 19:59', at(2, 19, 59), false],
    ['Tuesday 07:59, which is still Monday’s night', at(3, 7, 59), true],
    ['Tuesday 08:00, when they end', at(3, 8), false],
    ['Tuesday 21:00, a day that was not chosen', at(3, 21), false],
    ['Monday 07:00, which belongs to Sunday’s night', at(2, 7), false],
  ])('%s', (_when, now, quiet) => expect(isWithin(night, now)).toBe(quiet))

  test('Sunday’s night reaches into Monday', () => {
    expect(isWithin({ ...night, weekdays: [7] }, at(2, 7))).toBe(true)
  })
  test('switched off they are not there', () => {
    expect(isWithin({ ...night, on: false }, at(2, 23))).toBe(false)
  })
})

test('quiet hours within one day end on it', () => {
  const lunch = { on: true, from: '12:00', to: '13:00', weekdays: [1] }
  expect([at(2, 11, 59), at(2, 12), at(2, 13)].map((now) => isWithin(lunch, now))).toEqual([false, true, false])
})

describe('«Не беспокоить»', () => {
  test('for an hour is over after an hour', () => {
    const peace = peaceFor('hour', at(2, 15))
    expect([isPeace(peace, at(2, 15, 59)), isPeace(peace, at(2, 16))]).toEqual([true, false])
  })
  test('till tomorrow is over at eight, also when it is said at night', () => {
    expect(peaceFor('tomorrow', at(2, 23, 50)).until).toBe(at(3, 8))
  })
  test('till it is switched off is never over by itself', () => {
    expect(isPeace(peaceFor('switchedOff', at(2, 15)), at(30, 15))).toBe(true)
    expect(isPeace(undefined, at(2, 15))).toBe(false)
  })
})

test('whoever wants no notifications is never disturbed; anybody else is', () => {
  expect(isQuietNow({ ...defaultNotificationSettings, on: false }, undefined, at(2, 12))).toBe(true)
  expect(isQuietNow(defaultNotificationSettings, undefined, at(2, 12))).toBe(false)
})

describe('what another version has stored', () => {
  test('counts as far as it can be read', () => {
    const stored = { on: false, sound: 'loud', quietHours: { on: true, from: '8 o’clock' } }
    expect(notificationSettingsFrom(stored)).toEqual({ ...defaultNotificationSettings, on: false })
    expect(notificationSettingsFrom(undefined)).toEqual(defaultNotificationSettings)
  })
  test('of «Не беспокоить» that cannot be read disturbs', () => {
    expect(doNotDisturbFrom({ until: 'soon' })).toBeUndefined()
    expect(doNotDisturbFrom({ until: 5 })).toEqual({ until: 5 })
  })
})
