import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

// The condition `source` makes `import 'millrace'` inside stages lead to src/, not to the built copy.
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/fixtures/**'],
    globalSetup: ['test/rig/build-once.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What is expected is written when that is asked for, by -u, and read by a person; never on the way.
    update: 'none',
    // Cases start processes of their own.
    maxConcurrency: 2,
    reporters: ['default', './scripts/plain-line-reporter.ts'],
  },
})
