import * as v from 'valibot'
import { beforeEach, expect, test } from 'vitest'
import { onecWait } from '../../../extension/conversation/onec-wait.ts'
import { onecWaitSentence } from '../../../extension/conversation/onec-wait-sentences.ts'
import { defaultSynchronisation } from '../../../shared/commands.ts'
import { baseIdSchema, channelIdSchema } from '../../../shared/ids.ts'
import { type OnecStatus, onecTroubles } from '../../../shared/onec-status.ts'
import { createTimeZoneOffset } from '../../../shared/time-zone.ts'
import { speak } from '../design/speak.ts'

/** The relay stands where this test runs, so that its hours are those that are shown. */
const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone
const offsetAt = createTimeZoneOffset(timeZone)
/** A Tuesday, by the clock on the wall. */
const at = (time: string, day = 3) => {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return new Date(2026, 10, day, hours, minutes, seconds).getTime()
}
const inTouch: OnecStatus = {
  state: 'inTouch',
  replyRoute: 'through1c',
  lastExchangeAt: at('10:00:00'),
  schedule: defaultSynchronisation.schedule,
  timeZone,
}
const silent: OnecStatus = { ...inTouch, state: 'silent', trouble: 'jobsBlocked' }
const channelId = v.parse(channelIdSchema, '00000000-0000-7000-8000-0000000000cc')
const baseId = v.parse(baseIdSchema, '00000000-0000-7000-8000-0000000000ba')

const said = (onec: OnecStatus, now: number, acceptedAt = at('10:00:00')) =>
  onecWaitSentence(onecWait(onec, { acceptedAt, channelId }, now, offsetAt), now)

beforeEach(() => speak('ru'))

test('while 1C comes as it should, the next run is named to the second, and it moves on with the time', () => {
  expect(said(inTouch, at('14:05:07'))).toBe('Ждёт 1С. Следующий запуск в 14:05:15.')
  expect(said(inTouch, at('14:05:16'))).toBe('Ждёт 1С. Следующий запуск в 14:05:30.')
})

test('an older relay that names one run only is not contradicted', () => {
  const { schedule: _, ...old } = inTouch
  expect(said({ ...old, nextRunAt: at('14:05:15') }, at('14:05:07'))).toContain('14:05:15')
  expect(said(old, at('14:05:07'))).toBe('')
})

test('outside the hours it says when they begin: today, tomorrow, or on which day', () => {
  expect(said(inTouch, at('07:00:00'))).toBe('Сейчас 1С ответы не отправляет: уйдёт сегодня в 08:00.')
  expect(said(inTouch, at('21:30:00'))).toBe('Сейчас 1С ответы не отправляет: уйдёт завтра в 08:00.')
  const mondays = { ...inTouch, schedule: { ...defaultSynchronisation.schedule, weekdays: [1] } }
  expect(said(mondays, at('12:00:00'))).toMatch(/уйдёт 9 нояб\.,? (в )?08:00/)
})

test('while 1C is silent it says for how long, why, whom to tell, and when 1C should run next', () => {
  const words = said(silent, at('10:04:30'))
  expect(words).toContain('1С не забирала ответы 4 мин.')
  expect(words).toContain('В 1С заблокированы регламентные задания. Сообщите администратору 1С.')
  expect(words).toContain('Следующий запуск — в 10:04:45.')
})

test('after an hour the moment says more than the minutes', () => {
  expect(said(silent, at('12:00:00'))).toContain('1С не забирает ответы с 10:00.')
})

test('a base that was never in touch is said to be that, without a made-up time', () => {
  const { lastExchangeAt: _, ...never } = silent
  expect(said({ ...never, trouble: 'neverCame' }, at('10:04:00'))).toContain('ещё ни разу не выходила на связь')
})

test('where the administrator allows it, it says when the reply leaves without 1C, and else nothing of it', () => {
  expect(said({ ...silent, withoutOnecAfterMinutes: 10 }, at('10:04:00'))).toContain(
    'Если 1С не появится, в 10:10:15 ответ уйдёт без неё.',
  )
  expect(said({ ...silent, withoutOnecAfterMinutes: 10 }, at('10:09:00'), at('10:08:00'))).toContain('в 10:18:00')
  expect(said(silent, at('10:04:00'))).not.toContain('без неё')
})

test('of several bases the one that has the number counts', () => {
  const other = { id: baseId, name: 'Торговля', channels: [channelId], lastExchangeAt: at('10:00:00') }
  const asks = (base: object) =>
    onecWait({ ...inTouch, bases: [{ ...other, ...base }] }, { acceptedAt: 0, channelId }, at('10:04:00'), offsetAt)
  expect(asks({ state: 'silent', trouble: 'noLicence' })).toMatchObject({ kind: 'silent', trouble: 'noLicence' })
  expect(asks({ state: 'inTouch' })).toMatchObject({ kind: 'nextRun' })
  expect(asks({ state: 'silent', channels: [] })).toMatchObject({ kind: 'nextRun' })
})

test.each(['ru', 'en'] as const)('every trouble has words of its own for an employee (%s)', (language) => {
  speak(language)
  const words = onecTroubles.map((trouble) => said({ ...silent, trouble }, at('10:04:00')))
  expect(new Set(words).size).toBe(onecTroubles.length)
})
