import preact from '@preact/preset-vite'
import { defineConfig } from 'vitest/config'
import { WxtVitest } from 'wxt/testing/vitest-plugin'

/**
 * Three projects, from the quickest to the slowest. Stories drive one browser and one relay at a time, so they run one after another.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/{relay,shared,house}/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        plugins: [await WxtVitest(), preact()],
        test: { name: 'extension', include: ['tests/extension/**/*.test.{ts,tsx}'], environment: 'node' },
      },
      {
        test: {
          name: 'contracts',
          include: ['tests/contracts/**/*.test.ts'],
          globalSetup: 'tests/contracts/start-postgres.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stories',
          include: ['tests/stories/**/*.test.ts'],
          globalSetup: 'tests/stories/build-extension.ts',
          fileParallelism: false,
          testTimeout: 90_000,
          expect: { poll: { timeout: 15_000, interval: 50 } },
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
