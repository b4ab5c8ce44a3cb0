/**
 * Millrace beside make, snakemake, wireit and turbo, on chains and fans of trivial stages.
 *
 *     npm run bench:engine -- [--quick] [--sizes 10,100] [--shapes chain] [--only millrace,make] [--reps 5] [--large 2048]
 *
 * `--quick` is sizes 10 and 100 with 3 repeats. `--large` is the size of the large input in megabytes, 0 leaves it out.
 * `--millrace DIR` takes a built checkout instead of building a copy.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { builtCopy } from './built-copy.ts'
import { type DagStage, dag, type Shape } from './dag.ts'
import { largeInput } from './large-input.ts'
import { capSeconds, type Measurement, measure } from './measure.ts'
import { printTable, type Row } from './print-table.ts'
import { make } from './tools/make.ts'
import { millrace } from './tools/millrace.ts'
import { snakemake } from './tools/snakemake.ts'
import type { Tool } from './tools/tool.ts'
import { turbo } from './tools/turbo.ts'
import { wireit } from './tools/wireit.ts'

const { values: flags } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    sizes: { type: 'string' },
    shapes: { type: 'string', default: 'chain,fan' },
    only: { type: 'string' },
    reps: { type: 'string' },
    large: { type: 'string', default: '1024' },
    millrace: { type: 'string' },
  },
})
const repeats = Number(flags.reps ?? (flags.quick ? 3 : 5))
const startUpPairs = flags.quick ? repeats : 20
const sizes = (flags.sizes ?? (flags.quick ? '10,100' : '10,100,1000,10000')).split(',').map(Number)
const shapes = flags.shapes.split(',') as Shape[]
/** From here on only Millrace is measured, and only doing nothing: whether that stays linear. */
const linearitySize = 10_000
/** A measurement that takes longer is not repeated. */
const slowSeconds = 4

const here = import.meta.dirname
const repository = resolve(here, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-engine-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))

function version(program: string, ...args: string[]): string | undefined {
  try {
    return /\d+(\.\d+)+/.exec(execFileSync(program, args, { encoding: 'utf8' }))?.[0]
  } catch {
    return undefined
  }
}

function manifestVersion(path: string): string {
  return (JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { version: string }).version
}

function findTools(): Tool[] {
  const packages = join(here, 'node_modules')
  if (!existsSync(join(packages, 'turbo')) || !existsSync(join(packages, 'wireit'))) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })
  }
  const root = flags.millrace ? resolve(flags.millrace) : builtCopy(repository, join(folder, 'millrace'))
  const makeVersion = version('/usr/bin/make', '--version')
  const snakemakeVersion = version('/usr/bin/snakemake', '--version')
  const missing = [makeVersion ? [] : ['make'], snakemakeVersion ? [] : ['snakemake']].flat()
  if (missing.length > 0)
    console.error(`left out, since not installed: ${missing.join(', ')}; apt-get install -y ${missing.join(' ')}`)
  const turboProgram = execFileSync(
    process.execPath,
    ['-p', `require.resolve('@turbo/${process.platform}-${process.arch === 'x64' ? '64' : process.arch}/bin/turbo')`],
    { cwd: here, encoding: 'utf8' },
  ).trim()
  const turboBin = [process.execPath, join(packages, 'turbo', 'bin', 'turbo')]
  const turboVersion = manifestVersion(join(packages, 'turbo'))
  const all = [
    millrace(root, manifestVersion(root)),
    millrace(root, manifestVersion(root), true),
    ...(makeVersion ? [make(makeVersion)] : []),
    ...(snakemakeVersion ? [snakemake(snakemakeVersion)] : []),
    wireit(join(packages, 'wireit', 'bin', 'wireit.js'), manifestVersion(join(packages, 'wireit'))),
    turbo(turboBin, turboVersion, 'turbo, --daemon', ['--daemon']),
    turbo(turboBin, turboVersion, 'turbo, --no-daemon', ['--no-daemon']),
    turbo([turboProgram], turboVersion, 'turbo, without its Node script'),
    turbo(turboBin, turboVersion, 'turbo, with the real npm', [], true),
  ]
  const wanted = flags.only?.split(',')
  return all.filter(({ name }) => !wanted || wanted.some((word) => name === word || name.startsWith(`${word},`)))
}

interface Contestant {
  readonly tool: Tool
  readonly stages: readonly DagStage[]
  readonly folder: string
  readonly times: Record<'full' | 'no-op' | 'restore', Measurement[]>
  /** Why it takes no further part. */
  out?: string
  /** What took so long that it is not measured again. */
  readonly slow: Set<string>
}

const rows: Row[] = []
const startUps: Measurement[] = []
const remove = (cwd: string, patterns: readonly string[]) =>
  execFileSync('sh', ['-c', `rm -rf ${patterns.join(' ')}`], { cwd })

async function once(contestant: Contestant, kind: 'full' | 'no-op' | 'restore'): Promise<void> {
  const { tool, stages, times, slow } = contestant
  if (contestant.out !== undefined || slow.has(kind) || (kind === 'restore' && tool.outputs === undefined)) return
  if (kind === 'full') remove(contestant.folder, tool.made)
  if (kind === 'restore') remove(contestant.folder, tool.outputs!)
  const log = join(folder, 'stderr.txt')
  const measured = await measure(tool.command(stages, contestant.folder), contestant.folder, log)
  if (measured === undefined) contestant.out = `over ${capSeconds} s`
  else if (!measured.ok || !existsSync(join(contestant.folder, tool.result(stages)))) {
    const said = readFileSync(log, 'utf8').trim().split('\n')
    contestant.out = `failed: ${said.at(-1)?.slice(0, 60) ?? ''}`
    console.error(`${tool.name} ${stages.length} ${kind} failed: ${said.slice(-4).join(' | ').slice(0, 400)}`)
  } else {
    times[kind].push(measured)
    console.error(`${stages.length} ${kind} ${tool.name}: ${measured.wall.toFixed(3)} s`)
  }
  if (measured === undefined || measured.wall > slowSeconds) slow.add(kind)
}

async function compare(shape: Shape, size: number, tools: readonly Tool[]): Promise<void> {
  const stages = dag(shape, size)
  const onlyMillrace = size >= linearitySize
  const contestants = tools
    .filter(({ name, atMost = size }) => size <= atMost && (!onlyMillrace || name === 'millrace'))
    .map((tool, i): Contestant => {
      const own = join(folder, `${shape}-${size}-${i}`)
      mkdirSync(own)
      tool.write(own, stages)
      return { tool, stages, folder: own, times: { full: [], 'no-op': [], restore: [] }, slow: new Set() }
    })
  for (let repeat = 0; repeat < repeats; repeat++) {
    // Metadata that is younger than a clock's tick is not trusted by tools that go by it.
    for (const each of contestants) if (repeat === 0 || !onlyMillrace) await once(each, 'full')
    for (const each of contestants) await once(each, 'no-op')
    for (const each of contestants) if (repeat === 0 || !onlyMillrace) await once(each, 'restore')
  }
  if (size === 10) {
    // In turns, so that what else the machine does weighs on both.
    for (let pair = 0; pair < startUpPairs; pair++) {
      startUps.push((await measure({ argv: [process.execPath, '-e', '0'] }, folder))!)
      for (const each of contestants) if (each.tool.name === 'millrace') await once(each, 'no-op')
    }
  }
  for (const kind of ['no-op', 'full', 'restore'] as const) {
    for (const { tool, times, out } of contestants) {
      if (kind === 'restore' && tool.outputs === undefined) continue
      rows.push({ shape, size, kind, tool: tool.name, times: times[kind], out })
    }
  }
  for (const each of contestants) rmSync(each.folder, { recursive: true, force: true })
}

const tools = findTools()
const load = loadavg().map((value) => value.toFixed(2))
const versions = [...new Map(tools.map((tool) => [tool.name.split(',')[0]!, tool.version]))]
console.log(
  `${new Date().toISOString().slice(0, 16)}Z, ${cpus().length} cores, load at the start ${load.join(' ')}; node ${process.versions.node}, ${versions
    .map((pair) => pair.join(' '))
    .join(', ')}\n`,
)
for (const size of sizes) for (const shape of shapes) await compare(shape, size, tools)
if (startUps.length === 0) startUps.push((await measure({ argv: [process.execPath, '-e', '0'] }, folder))!)
printTable(rows, startUps)
const own = tools.find(({ name }) => name === 'millrace')
if (own !== undefined && Number(flags.large) > 0) await largeInput(own, Number(flags.large), join(folder, 'large'))
console.log(
  `\nload at the end ${loadavg()
    .map((value) => value.toFixed(2))
    .join(' ')}`,
)
