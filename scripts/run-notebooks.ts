import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { globSync } from 'tinyglobby'
import { drawPages } from './notebooks/draw-pages.ts'
import { type Executed, executeNotebook } from './notebooks/execute-notebook.ts'
import { writeKernel } from './notebooks/kernel-folder.ts'
import { requireJupyter } from './notebooks/require-jupyter.ts'
import { executeStaleNotebook } from './notebooks/stale-notebook.ts'
import { executeWrittenNotebook } from './notebooks/written-notebook.ts'

/**
 * Executes the notebooks headless with Deno's Jupyter kernel, and fails when a cell does, when one shows no chart or no table, or
 * when one takes more than a minute: `npm run notebooks`, or `npm run notebooks -- la-liga --pictures`.
 *
 * Beside those of notebooks/ it executes `written`, the file that the command `notebook` writes of the flagship, and `stale`, which
 * sees a file change between two readings of a table.
 *
 * Executed copies are written to reports/notebooks/, with --pictures also as pages and as pictures of them. What is committed
 * is left as it is.
 */
const mostSeconds = 60
const repository = resolve(import.meta.dirname, '..')
const out = join(repository, 'reports', 'notebooks')
const { values, positionals } = parseArgs({ options: { pictures: { type: 'boolean' } }, allowPositionals: true })

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 2
}

async function main(): Promise<number> {
  const python = requireJupyter()
  buildWhenOld()
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'millrace-notebooks-')))
  const kernels = join(scratch, 'jupyter')
  writeKernel(kernels, repository)
  const env = {
    ...process.env,
    JUPYTER_PATH: kernels,
    MILLRACE_NODE: process.execPath,
    NO_COLOR: '1',
    DENO_NO_UPDATE_CHECK: '1',
  }
  const kernel = { python, env }
  mkdirSync(out, { recursive: true })
  const notebooks = globSync('notebooks/*.ipynb', { cwd: repository }).sort()
  const wanted = (name: string) => positionals.length === 0 || positionals.includes(name)
  const locks = globSync(['pipeline.lock', 'pipelines/*/pipeline.lock'], { cwd: repository, absolute: true })
  const before = new Map(locks.map((lock) => [lock, readFileSync(lock)]))
  const all: Executed[] = []
  try {
    for (const file of notebooks) {
      const name = basename(file, '.ipynb')
      if (!wanted(name)) continue
      const path = join(repository, file)
      const folder = join(repository, 'notebooks')
      all.push(judged(await executeNotebook(name, { path, copy: join(out, `${name}.ipynb`), folder }, kernel)))
      console.log(line(all.at(-1)!))
    }
    if (wanted('written')) {
      all.push(judged(await executeWrittenNotebook(join(out, 'written.ipynb'), repository, kernel)))
      console.log(line(all.at(-1)!))
    }
    if (wanted('stale')) {
      const folder = join(scratch, 'stale')
      mkdirSync(folder)
      all.push(await executeStaleNotebook(folder, repository, kernel))
      console.log(line(all.at(-1)!))
    }
  } finally {
    // Another Node or platform has other fingerprints, and a run writes them down: not what a check of notebooks is for.
    for (const [lock, bytes] of before) if (!bytes.equals(readFileSync(lock))) writeFileSync(lock, bytes)
    rmSync(scratch, { recursive: true, force: true })
  }
  if (all.length === 0) throw new Error(`There is no notebook ${positionals.join(', ')}.`)
  if (values.pictures === true) {
    const copies = all.filter(({ copy, skipped }) => existsSync(copy) && skipped === undefined).map(({ copy }) => copy)
    for (const file of await drawPages(copies, python)) console.log(file)
  }
  for (const { name, error } of all) if (error !== undefined) console.error(`\n✕ ${name}, ${error}`)
  const failed = all.filter(({ error }) => error !== undefined).length
  const skipped = all.filter((each) => each.skipped !== undefined).length
  console.log(`\n${all.length - failed - skipped} passed, ${failed} failed, ${skipped} skipped`)
  return failed === 0 ? 0 : 1
}

/** What a notebook of ours has to show, and in which time. */
function judged(executed: Executed): Executed {
  const { error, skipped, charts, tables, seconds } = executed
  if (error !== undefined || skipped !== undefined) return executed
  const problems = [
    ...(charts > 0 ? [] : ['no output holds a chart (application/vnd.vegalite.v5+json)']),
    ...(tables > 0 ? [] : ['no output holds a table (text/html)']),
    ...(seconds <= mostSeconds ? [] : [`it took ${seconds.toFixed(1)} s; the most is ${mostSeconds} s`]),
  ]
  return problems.length === 0 ? executed : { ...executed, error: problems.join('; ') }
}

function line({ name, cells, seconds, charts, tables, error, skipped }: Executed): string {
  const mark = error !== undefined ? '✕' : skipped !== undefined ? '⊳' : '●'
  const counts = `${cells} cells  ${seconds.toFixed(1).padStart(5)} s  ${charts} charts  ${tables} tables`
  return `${mark} ${name.padEnd(24)} ${counts}${skipped === undefined ? '' : `  skipped: ${skipped}`}`
}

/** Kernels import the built package, as a user's do: what was built before the last change would be another one. */
function buildWhenOld(): void {
  const built = join(repository, 'dist', 'index.js')
  const since = existsSync(built) ? statSync(built).mtimeMs : 0
  const sources = globSync(['src/**/*.ts', 'stages/**/*.ts'], { cwd: repository, absolute: true })
  if (sources.every((file) => statSync(file).mtimeMs <= since)) return
  console.log('Building dist/, which is older than the sources …')
  execFileSync(process.execPath, [join(repository, 'scripts', 'build.mjs')], { cwd: repository, stdio: 'inherit' })
}
