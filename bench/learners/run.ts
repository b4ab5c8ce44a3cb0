import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { globSync } from 'tinyglobby'
import { printTable } from './print-table.ts'
import type { Sample, Task } from './task.ts'

/**
 * Ours beside the references, in turns: `npm run bench:learners -- --only forest --reps 5`. Every run is a process of its own;
 * what is timed lies inside of it. Needs Debian's python3-sklearn, python3-imblearn and python3-xgboost.
 */
const here = dirname(fileURLToPath(import.meta.url))
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    reps: { type: 'string', default: '5' },
    data: { type: 'string', default: join(tmpdir(), 'millrace-bench-data') },
    list: { type: 'boolean', default: false },
  },
})
const built = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
process.on('exit', () => rmSync(built, { recursive: true, force: true }))
const env = { ...process.env, BENCH_DATA: values.data, OMP_WAIT_POLICY: 'PASSIVE' }

const modules = await Promise.all(
  globSync('tasks/*.ts', { cwd: here })
    .sort()
    .map((file) => import(pathToFileURL(join(here, file)).href) as Promise<{ tasks: Task[] }>),
)
const chosen = modules.flatMap(({ tasks }) => tasks).filter(({ name }) => name.includes(values.only))
if (values.list) for (const { name } of chosen) console.log(name)
else await run()

async function run(): Promise<void> {
  mkdirSync(values.data, { recursive: true })
  const scripts = [...new Set(chosen.map(({ ours }) => ours[0] as string))]
  await build({
    entryPoints: scripts.map((script) => join(here, script)),
    outdir: built,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    conditions: ['source'],
    entryNames: '[name]',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  })
  const results = []
  for (const task of chosen) {
    for (const name of task.data) drawData(name)
    const samples: { ours: Sample; reference: Sample }[] = []
    for (let repeat = 0; repeat < Number(values.reps); repeat++) {
      const pair = { ours: runOurs(task.ours), reference: runReference(task.reference) }
      samples.push(pair)
      const ratio = (pair.ours.wall / pair.reference.wall).toFixed(2)
      console.error(`${task.name}: ${pair.ours.wall.toFixed(2)} s beside ${pair.reference.wall.toFixed(2)} s, ${ratio}`)
    }
    results.push({ task, samples, load: loadavg()[0]!.toFixed(1) })
  }
  printTable(results)
}

function drawData(name: string): void {
  if (existsSync(join(values.data, `${name}.json`))) return
  execFileSync(process.execPath, ['--import', 'tsx', join(here, 'draw-data.ts'), values.data, name])
}

function runOurs([script = '', ...args]: readonly string[]): Sample {
  const file = join(built, `${script.split('/').at(-1)!.replace('.ts', '')}.mjs`)
  return sampleOf(execFileSync(process.execPath, [file, ...args], { env, maxBuffer: 2 ** 26 }))
}

function runReference([script = '', ...args]: readonly string[]): Sample {
  const file = join(here, script)
  return sampleOf(
    execFileSync('/usr/bin/python3', [file, ...args], { env: { ...env, PYTHONPATH: join(here, 'peers') } }),
  )
}

function sampleOf(output: Buffer): Sample {
  return JSON.parse(output.toString().trim().split('\n').at(-1) as string) as Sample
}
