import { readFileSync } from 'node:fs'
import { globSync } from 'tinyglobby'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

/** Tests of what takes values and gives values back: they start no process and leave nothing behind. */
const ofValues = ['base', 'golden', 'kinds', 'ml', 'report', 'sports', 'table'].map(
  (room) => `test/${room}/**/*.test.ts`,
)

/** Those of them that change what all files of a process share: its modules, its environment. They have a process of their own. */
const ofValuesAlone = globSync(ofValues).filter((file) =>
  /\bvi\.(mock|doMock|stub|resetModules)/.test(readFileSync(file, 'utf8')),
)

const never = ['**/node_modules/**', 'test/fixtures/**']

// The condition `source` makes `import 'millrace'` inside stages lead to src/, not to the built copy.
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source', 'node', 'import', 'default'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'runs',
          include: ['test/**/*.test.ts'],
          exclude: [...never, ...ofValues],
          globalSetup: ['test/rig/build-once.ts'],
        },
      },
      { extends: true, test: { name: 'values, alone', include: ofValuesAlone, exclude: never } },
      // Without a process of its own for each file, which would load all of src/ml a hundred times.
      {
        extends: true,
        test: { name: 'values', include: ofValues, exclude: [...never, ...ofValuesAlone], isolate: false },
      },
    ],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One more than two cores: a test mostly waits, for the process that it has started or for the disk.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // What is expected is written when that is asked for, by -u, and read by a person; never on the way.
    update: 'none',
    // Cases start processes of their own.
    maxConcurrency: 2,
    reporters: ['default', './scripts/plain-line-reporter.ts'],
  },
})
