import type { Instant } from './ids.ts'

/** Minutes east of UTC that a zone stands at a moment: summer time counts. */
export function createTimeZoneOffset(timeZone: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
  return (at) => {
    const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
    const found = /GMT([+-])(\d{2}):(\d{2})/.exec(name)
    if (!found) return 0
    const minutes = Number(found[2]) * 60 + Number(found[3])
    return found[1] === '-' ? -minutes : minutes
  }
}
