import preact from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

/** The stories that `npm test` tells in Firefox too. With BROWSER=firefox it is all of them: `npm run test:firefox`. */
const inFirefox = [
  'a-new-person-gets-to-the-first-answer',
  'a-client-writes-and-the-badge-counts',
  'a-reply-goes-through-1c',
  'the-browser-was-closed-and-nothing-is-missing',
  'an-employee-is-removed-in-1c',
  'nothing-that-is-written-is-lost',
  'firefoxs-popup-asks-for-a-file',
].map((name) => `tests/stories/${name}.test.ts`)

/**
 * Five projects, from the quickest to the slowest, one after another. Contracts run two files at a time, which keep two
 * processors busy; stories three, because each waits for its browser two fifths of its time.
 */
export default defineConfig({
  test: {
    reporters: ['default', './tests/suite/totals-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{relay,shared,house,onec}/**/*.test.ts'],
          // It starts the whole relay.
          exclude: ['tests/onec/shipped-bsl*.test.ts'],
          environment: 'node',
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        plugins: [await WxtVitest(), preact()],
        test: {
          name: 'extension',
          include: ['tests/extension/**/*.test.{ts,tsx}'],
          environment: 'node',
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'contracts',
          maxWorkers: 2,
          include: ['tests/contracts/**/*.test.ts', 'tests/onec/shipped-bsl*.test.ts'],
          globalSetup: 'tests/contracts/start-postgres.ts',
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          expect: { poll: { timeout: 15_000, interval: 20 } },
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'stories',
          include: ['tests/stories/**/*.test.ts'],
          globalSetup: 'tests/stories/build-extension.ts',
          sequence: { groupOrder: 3 },
          maxWorkers: 3,
          testTimeout: 90_000,
          expect: { poll: { timeout: 15_000, interval: 50 } },
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'firefox',
          include: process.env.BROWSER === 'firefox' ? ['tests/stories/**/*.test.ts'] : inFirefox,
          globalSetup: 'tests/stories/build-for-firefox.ts',
          env: { BROWSER: 'firefox' },
          sequence: { groupOrder: 4 },
          maxWorkers: 1,
          testTimeout: 90_000,
          expect: { poll: { timeout: 15_000, interval: 50 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
