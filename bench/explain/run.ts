import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

/**
 * Exact contributions beside XGBoost's `pred_contribs`: 1,000 rows, 100 trees of depth 6, one thread each, in turns:
 * `npm run bench:explain -- --reps 7`. Every run is a process of its own. Needs Debian's python3-xgboost.
 */
interface Sample {
  readonly first: number
  readonly wall: number
  readonly cpu: number
  readonly contributions: readonly number[]
}

const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({ options: { reps: { type: 'string', default: '5' } } })
const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-explain-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const outfile = join(folder, 'ours.mjs')
await build({
  entryPoints: [join(here, 'ours.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  conditions: ['source'],
  logLevel: 'warning',
})
execFileSync('/usr/bin/python3', [join(here, 'train.py'), folder])
const run = (command: string, script: string): Sample =>
  JSON.parse(execFileSync(command, [script, folder], { encoding: 'utf8' })) as Sample
const pairs = Array.from({ length: Number(values.reps) }, () => ({
  ours: run(process.execPath, outfile),
  reference: run('/usr/bin/python3', join(here, 'peer.py')),
}))

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number
console.log('| 1,000 rows, 100 trees of depth 6 | ours s | xgboost s | ratio |')
console.log('| --- | ---: | ---: | ---: |')
for (const [key, name] of [
  ['wall', 'a call, warm'],
  ['cpu', 'a call, warm, CPU'],
  ['first', 'the first call of a process'],
] as const) {
  const of = (side: 'ours' | 'reference') => median(pairs.map((pair) => pair[side][key])).toFixed(4)
  const ratio = median(pairs.map(({ ours, reference }) => ours[key] / reference[key])).toFixed(2)
  console.log(`| ${name} | ${of('ours')} | ${of('reference')} | ${ratio} |`)
}
const [pair] = pairs
const furthest = Math.max(
  ...(pair?.ours.contributions.map((value, i) => Math.abs(value - (pair.reference.contributions[i] as number))) ?? []),
)
console.log(
  `${pairs.length} pairs, load ${loadavg()[0]?.toFixed(1)}; contributions differ by at most ${furthest.toExponential(1)}.`,
)
