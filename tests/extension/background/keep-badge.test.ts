import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { keepBadge } from '../../../extension/background/keep-badge.ts'
import { InboxDatabase } from '../../../extension/database/database.ts'
import { changeHere, emptyHere } from '../../../extension/database/here.ts'
import { createWorkerStore } from '../../../extension/database/worker-store.ts'
import { morning } from './cast.ts'
import { until } from './desk.ts'
import { createHandClock } from './hand-clock.ts'

async function paintedBadge(name: string) {
  const database = new InboxDatabase(name)
  await database.here.put({ ...emptyHere('offline', morning), heardAt: morning })
  const clock = createHandClock(morning)
  const painted: string[] = []
  const { repaint, storeIs } = keepBadge({
    database: createWorkerStore(name),
    clock,
    paint: ({ text }) => void painted.push(text),
  })
  await until(() => expect(painted).toEqual(['…']))
  return { database, clock, painted, repaint, storeIs }
}

test('the badge gets old by itself, though nothing happens', async () => {
  const { clock, painted } = await paintedBadge('badge-gets-old')
  clock.pass(120_001)
  expect(painted).toEqual(['…', '?'])
})

test('an alarm paints what the timers of a sleeping computer have missed', async () => {
  const { clock, painted, repaint } = await paintedBadge('badge-slept')
  clock.sleep(600_000)
  expect(painted).toEqual(['…'])
  repaint()
  expect(painted).toEqual(['…', '?'])
})

test('it is painted anew when something changes, whoever has written it', async () => {
  const { database, painted } = await paintedBadge('badge-changes')
  await changeHere(database, (here) => ({ ...here, link: 'noRight' }))
  await until(() => expect(painted.at(-1)).toBe('!'))
})
