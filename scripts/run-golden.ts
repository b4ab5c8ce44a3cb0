import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { globSync } from 'tinyglobby'

/**
 * Runs every test that compares with golden numbers (`test/golden/golden-group.ts`) and prints what was compared: `npm run
 * golden`. The exit code is that of the tests.
 */
const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('test/**/*.test.ts', { cwd: root })
  .filter((file) => readFileSync(`${root}/${file}`, 'utf8').includes('goldenGroup('))
  .sort()
const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=./scripts/golden-reporter.ts', ...files], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
