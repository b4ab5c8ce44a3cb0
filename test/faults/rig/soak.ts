import { readFileSync, rmSync, watch } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { sha256 } from '../../../src/base/hash.ts'
import { createRandom, type Random } from '../../../src/base/random.ts'
import { ProjectRig, type RunningCli, ran } from '../../rig/project-rig.ts'
import { soakProject } from './soak-project.ts'

/** What became of so many kills. */
export interface SoakOutcome {
  readonly kills: Readonly<Record<Target, number>>
  /** Runs that were over before they could be killed: they do not count. */
  readonly missed: number
  /** Stages that the runs after the kills did, and those that they should have done. */
  readonly ranAgain: number
  readonly unfinished: number
  /** Each with its case, so that it can be looked for. */
  readonly wrongResults: readonly string[]
  /** Cases in which the next run did not end by itself and well. */
  readonly repairs: readonly string[]
}

type Target = 'runner' | 'worker' | 'all of a run' | 'one of two runs'
const targets: readonly Target[] = ['runner', 'runner', 'runner', 'worker', 'worker', 'all of a run', 'one of two runs']

/** What a run that nobody disturbs leaves, for one state of the pipeline. */
interface Clean {
  readonly factor: number
  readonly files: Readonly<Record<string, string>>
  readonly fingerprints: Readonly<Record<string, string>>
}

const store = 'artifacts/.store'
const factors = [3, 5]

/**
 * Kills runs of one project again and again, each at a random moment between its start and its end or at a random write to
 * the store, and looks each time at what lies there, and at what the next run does with it.
 */
export async function soak(kills: number, seed: number): Promise<SoakOutcome> {
  const random = createRandom(seed)
  const project = new ProjectRig(soakProject)
  const clean = new Map<number, Clean>()
  let seconds = 0
  for (const factor of factors) {
    setFactor(project, factor)
    rmSync(project.path('artifacts'), { recursive: true, force: true })
    await project.run()
    removeResults(project)
    const started = performance.now()
    const { code, stderr } = await project.run()
    if (code !== 0) throw new Error(`the fixture does not run: ${stderr}`)
    seconds = (performance.now() - started) / 1000
    clean.set(factor, lookAt(project, factor))
  }
  const counts = Object.fromEntries(targets.map((target) => [target, 0])) as Record<Target, number>
  const wrongResults: string[] = []
  const repairs: string[] = []
  let [missed, ranAgain, unfinished] = [0, 0, 0]
  for (let done = 0; done < kills; ) {
    const factor = pick(random, factors)
    const expected = clean.get(factor)!
    const prepared = prepare(project, factor, random)
    const target = pick(random, targets)
    const ended = await killOne(project, target, seconds, random)
    if (ended === undefined) {
      missed++
      continue
    }
    const name = `case ${++done} (seed ${seed}): ${prepared}, ${target} killed ${ended}`
    counts[target]++
    wrongResults.push(...partial(project, [...clean.values()]).map((what) => `${name}: ${what}`))
    const left = Object.entries(expected.fingerprints).flatMap(([stage, key]) =>
      isRecorded(project, key) ? [] : [stage],
    )
    const started = performance.now()
    const next = await project.run('--json')
    // A machine with other work is slower at one time than at another.
    if (left.length > 8) seconds = (seconds + (performance.now() - started) / 1000) / 2
    if (next.code !== 0) repairs.push(`${name}: the next run ended with ${next.code}\n${next.stdout}${next.stderr}`)
    const again = ran(next)
    ranAgain += again.length
    unfinished += left.length
    if (again.toSorted().join() !== left.toSorted().join())
      wrongResults.push(`${name}: ${again.join(', ')} ran again; unfinished were ${left.join(', ')}`)
    if (done % 25 === 0) process.stderr.write(`${done} of ${kills} kills\n`)
    wrongResults.push(...differences(lookAt(project, factor).files, expected.files).map((what) => `${name}: ${what}`))
  }
  return { kills: counts, missed, ranAgain, unfinished, wrongResults, repairs }
}

/** @returns in words when it was; undefined where the run was over by then */
async function killOne(
  project: ProjectRig,
  target: Target,
  seconds: number,
  random: Random,
): Promise<string | undefined> {
  const [byWrite, share, nth, later] = [random.next() < 0.4, random.next(), 1 + random.integer(60), random.next()]
  const first = project.start([])
  const runs = [first]
  if (target === 'one of two runs') {
    await setTimeout(later * seconds * 500)
    runs.push(project.start([]))
  }
  const victim = pick(random, runs)
  const moment = byWrite ? nthWrite(project, nth) : setTimeout(share * seconds * 1050)
  await Promise.race([moment, ...runs.map(({ finished }) => finished)])
  const isOver = victim.process.exitCode !== null
  if (!isOver) kill(victim, target, random)
  await Promise.all(runs.map(({ finished }) => finished))
  if (isOver || (target !== 'worker' && victim.process.signalCode === null)) return undefined
  return byWrite ? `at write ${nth}` : `after ${(share * seconds * 1.05).toFixed(2)} s`
}

function kill({ process: runner }: RunningCli, target: Target, random: Random): void {
  const workers = childrenOf(runner.pid!)
  if (target !== 'worker' || workers.length === 0) runner.kill('SIGKILL')
  const victims =
    target === 'all of a run' ? workers : target === 'worker' && workers.length > 0 ? [pick(random, workers)] : []
  for (const pid of victims) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended by itself.
    }
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

/** Resolved when so many names have come, gone or been changed in the folders that a run writes to. */
async function nthWrite(project: ProjectRig, nth: number): Promise<void> {
  const below = ['objects', 'actions', 'memo', 'work', 'claims', 'runs'].map((name) => `${store}/${name}`)
  const folders = ['.', 'reports', 'artifacts', 'artifacts/soak', store, ...below].filter((path) =>
    project.exists(path),
  )
  let count = 0
  await new Promise<void>((resolve) => {
    const watchers = folders.map((path) =>
      watch(project.path(path), { persistent: false }, () => {
        if (++count !== nth) return
        for (const watcher of watchers) watcher.close()
        resolve()
      }),
    )
  })
}

/** Leaves the project as a run may find it. @returns in words how */
function prepare(project: ProjectRig, factor: number, random: Random): string {
  setFactor(project, factor)
  const which = random.next()
  if (which < 0.1) {
    rmSync(project.path('artifacts'), { recursive: true, force: true })
    return 'from nothing'
  }
  if (which < 0.6) {
    removeResults(project)
    return 'without results'
  }
  for (const key of project.list(`${store}/actions`)) {
    if (random.next() < 0.5) rmSync(project.path(store, 'actions', key), { recursive: true })
  }
  return 'with half of the results'
}

function setFactor(project: ProjectRig, factor: number): void {
  project.write({ 'pipeline.yaml': soakProject['pipeline.yaml'].replace('factor: 3', `factor: ${factor}`) })
}

function removeResults(project: ProjectRig): void {
  const results = ['objects', 'actions', 'runs', 'damaged'].map((name) => `${store}/${name}`)
  for (const path of [...results, 'artifacts/soak', 'pipeline.lock', 'reports'])
    rmSync(project.path(path), { recursive: true, force: true })
}

function lookAt(project: ProjectRig, factor: number): Clean {
  const { stages } = project.json<{ stages: Record<string, { fingerprint: string }> }>('pipeline.lock')
  return {
    factor,
    files: project.contents('artifacts/soak', 'pipeline.lock'),
    fingerprints: Object.fromEntries(Object.entries(stages).map(([name, { fingerprint }]) => [name, fingerprint])),
  }
}

function isRecorded(project: ProjectRig, fingerprint: string): boolean {
  return project.list(`${store}/actions/${fingerprint}`).some((name) => name.endsWith('.json') && name !== 'key.json')
}

/** What anyone could read right after a kill and that is not whole. */
function partial(project: ProjectRig, clean: readonly Clean[]): string[] {
  const wrong: string[] = []
  for (const [path, bytes] of Object.entries(project.contents('artifacts/soak', 'pipeline.lock'))) {
    if (!path.endsWith('.tmp') && !clean.some(({ files }) => files[path] === bytes || path === 'pipeline.lock'))
      wrong.push(`${path} is not what a clean run leaves`)
  }
  for (const [path, bytes] of Object.entries(project.contents(`${store}/objects`))) {
    if (!path.endsWith(sha256(Buffer.from(bytes, 'latin1')))) wrong.push(`${path} has other content than its name says`)
  }
  for (const [path, text] of Object.entries(project.contents(`${store}/actions`, 'pipeline.lock'))) {
    if (path.endsWith('.tmp')) continue
    const { outputs = {} } = JSON.parse(text) as { outputs?: Record<string, { file: string }> }
    for (const { file } of Object.values(outputs)) {
      if (!project.exists(join(store, 'objects', file.slice(0, 2), file)))
        wrong.push(`${path} names an object that is not there`)
    }
  }
  return wrong
}

function differences(files: Readonly<Record<string, string>>, expected: Readonly<Record<string, string>>): string[] {
  const paths = new Set([...Object.keys(files), ...Object.keys(expected)])
  return [...paths].filter((path) => files[path] !== expected[path]).map((path) => `${path} differs from a clean run's`)
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[random.integer(items.length)]!
}
