import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

/** `npm run faults -- --kills 1000 --seed 7`: every fault test, and the soak with many kills. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '300' }, seed: { type: 'string' } } })
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const seed = values.seed === undefined ? {} : { MILLRACE_FAULT_SEED: values.seed }
try {
  execFileSync(process.execPath, [vitest, 'run', 'test/faults', 'test/engine/claims'], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, MILLRACE_FAULT_KILLS: values.kills, ...seed },
    stdio: 'inherit',
  })
} catch {
  process.exitCode = 1
}
