import { describe, expect, it } from 'vitest'
import { alertLimits, escalationOf, type Wait } from '../../../relay/automation/escalation.ts'
import { defaultInboxSettings } from '../../../shared/inbox-settings.ts'

const moscow = () => 180
const minute = 60_000
/** Tuesday, 3 November 2026, in Moscow. */
const at = (hours: number, minutes = 0) => Date.UTC(2026, 10, 3, hours - 3, minutes)
const settings = { ...defaultInboxSettings, alertOthersAfterMinutes: 15, alertSupervisorsAfterMinutes: 30 }
const now = at(12)
const of = (
  waitingSince: number,
  moment = now,
  more: Partial<Wait> = {},
  limits = alertLimits(settings, moment, moscow),
) => escalationOf({ waitingSince, takenAt: null, escalation: null, ...more }, limits)

describe('a client whom nobody answers', () => {
  it('is an alert for the others after their minutes, and not a minute before', () => {
    expect(of(now - 15 * minute)).toBe('others')
    expect(of(now - 14 * minute)).toBeNull()
  })

  it('is one for the supervisors after theirs', () => {
    expect(of(now - 30 * minute)).toBe('supervisors')
    expect(of(now - 30 * minute, now, { escalation: 'others' })).toBe('supervisors')
    expect(of(now - 29 * minute, now, { escalation: 'others' })).toBe('others')
  })

  it('has waited for whoever has it now only since it came to him', () => {
    expect(of(now - 30 * minute, now, { takenAt: now - 14 * minute })).toBeNull()
    expect(of(now - 30 * minute, now, { takenAt: now - 15 * minute })).toBe('others')
  })

  it('never falls back', () => {
    expect(of(now - 20 * minute, now, { escalation: 'supervisors' })).toBe('supervisors')
    expect(of(now, now, { escalation: 'others' })).toBe('others')
  })

  it('is none outside of working hours, nor right when they begin: his time counts from then', () => {
    expect(of(at(18, 50), at(19, 30))).toBeNull()
    expect(of(at(2), at(9, 14))).toBeNull()
    expect(of(at(2), at(9, 15))).toBe('others')
    expect(of(at(2), at(9, 30))).toBe('supervisors')
  })

  it('is one only for those for whom it is switched on', () => {
    const none = { ...settings, alertOthersAfterMinutes: null, alertSupervisorsAfterMinutes: null }
    expect(alertLimits(none, now, moscow)).toEqual({})
    const onlySupervisors = { ...settings, alertOthersAfterMinutes: null }
    const limits = alertLimits(onlySupervisors, now, moscow)
    expect(of(now - 20 * minute, now, {}, limits)).toBeNull()
    expect(of(now - 30 * minute, now, {}, limits)).toBe('supervisors')
  })
})
