import { describe, expect, inject, it } from 'vitest'
import { runExchangeFaults } from '../exchange-faults/run.ts'
import { engines } from '../world/stores.ts'

/** Ten thousand: `npm run bench -- exchange-faults`. PostgreSQL differs in its locks, not in what is lost. */
const eventsOn = { sqlite: 600, postgres: 200 }

describe.each(engines)('a bad link between the relay on %s and 1C', (engine) => {
  it.each(['pull', 'push', 'both'] as const)(
    'loses nothing, doubles nothing and keeps the order: %s',
    { timeout: 180_000 },
    async (way) => {
      const verdict = await runExchangeFaults({
        events: eventsOn[engine],
        seed: 7,
        way,
        engine,
        postgresServer: inject('postgresServer'),
      })
      expect(verdict).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0 })
      expect(verdict.events).toBeGreaterThanOrEqual(eventsOn[engine])
      // Everything has happened to it; the other run is too short for that.
      if (engine === 'sqlite') expect(Object.entries(verdict.happened).filter(([, times]) => times === 0)).toEqual([])
    },
  )
})
