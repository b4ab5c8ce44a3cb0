/**
 * What the trials of a search take one after another, with the threads within the learner, and side by side, a thread each:
 * boosting of 100 trees on two folds, batches of eight random trials. Wall and processor time, the least of some rounds in which
 * the three take turns, so that whatever else the machine does meets all of them.
 *
 *     npm run bench:tune -- side-by-side
 *     npx tsx --conditions=source bench/tune/side-by-side.ts 5000 100000 --trials 8 --rounds 3
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createRandom } from '../../src/base/random.ts'
import { bundleStage } from '../../src/languages/ts/bundle-stage.ts'
import { openCrew } from '../../src/languages/ts/open-crew.ts'
import { randomSampler } from '../../src/ml/tune/samplers/random-sampler.ts'
import { createStudy } from '../../src/ml/tune/study.ts'
import { trainParams } from '../../stages/train/params.ts'
import { runBatch } from '../../stages/tune/run-batch.ts'
import { type GivenTrial, type Outcome, runTrial, type TrialRows } from '../../stages/tune/run-trial.ts'

const columns = 20
const batchSize = 8

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { trials: { type: 'string', default: '40' }, rounds: { type: 'string', default: '5' } },
})
const [trials, rounds] = [Number(values.trials), Number(values.rounds)]

/** Numbers of which a tree can learn something, and two folds: each half is judged by the other. */
function drawRows(rows: number): TrialRows {
  const random = createRandom(1)
  const data = Float64Array.from({ length: rows * columns }, () => random.next())
  const target = Float64Array.from({ length: rows }, (_, i) => {
    const [a, b, c] = [data[i]!, data[rows + i]!, data[2 * rows + i]!]
    return Math.sin(6 * a) + b * c + 0.5 * random.next()
  })
  const half = (odd: number) => Int32Array.from({ length: rows >> 1 }, (_, i) => 2 * i + odd)
  return {
    features: { rows, columns, names: Array.from({ length: columns }, (_, j) => `x${j}`), data },
    learnt: columns,
    target,
    sampleWeight: undefined,
    offsets: {},
    categories: {},
    split: [
      { train: half(0), test: half(1) },
      { train: half(1), test: half(0) },
    ],
  }
}

function drawTrials(): Omit<GivenTrial, 'threads'>[] {
  const study = createStudy({
    space: {
      eta: { type: 'log', low: 0.02, high: 0.3 },
      maxDepth: { type: 'integer', low: 3, high: 8 },
      subsample: { type: 'linear', low: 0.5, high: 1 },
    },
    sampler: randomSampler(),
    seed: 1,
  })
  return study.ask(trials).map(({ params }) => ({
    learner: trainParams.parse({ learner: 'boosting', nEstimators: 100, ...params }),
    names: ['rmse'],
    seed: 1,
  }))
}

/** All trials, batch after batch. @returns what came of them, without its times */
async function runAll(lanes: number, run: (trial: Omit<GivenTrial, 'threads'>) => Promise<Outcome>) {
  const asked = drawTrials()
  const outcomes: Outcome[] = []
  for (let begin = 0; begin < asked.length; begin += batchSize) {
    const batch = asked.slice(begin, begin + batchSize)
    outcomes.push(...(await runBatch(batch.length, lanes, (place) => run(batch[place]!))))
  }
  return JSON.stringify(outcomes.map(({ values }) => values))
}

/** Wall and processor seconds of something, and what it said. */
async function timed(way: () => Promise<string>) {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  const said = await way()
  const { user, system } = process.cpuUsage(cpu)
  return { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6, said }
}

const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'))
try {
  const stage = fileURLToPath(new URL('../../stages/tune.ts', import.meta.url))
  const executable = join(folder, 'tune.mjs')
  writeFileSync(executable, (await bundleStage(stage, fileURLToPath(new URL('../..', import.meta.url)))).executable)

  console.log(`${trials} trials of boosting, 100 trees on ${columns} columns, two folds, batches of ${batchSize}`)
  console.log(`wall seconds (processor seconds), the least of ${rounds} rounds in turns\n`)
  const heads = ['one by one, 1 thread', 'one by one, 2 threads', 'side by side, 2 threads']
  console.log(`${'rows'.padStart(9)}${heads.map((head) => head.padStart(26)).join('')}   side by side / one by one`)
  for (const rows of positionals.length > 0 ? positionals.map(Number) : [5000]) {
    const data = drawRows(rows)
    const ways = [
      () => runAll(1, (trial) => runTrial({ ...trial, threads: 1 }, data)),
      () => runAll(1, (trial) => runTrial({ ...trial, threads: 2 }, data)),
      // With the start of its threads.
      async () => {
        const crew = openCrew<GivenTrial, Outcome>({ executable, place: 0 }, data, 2)
        try {
          return await runAll(2, (trial) => crew.run({ ...trial, threads: 1 }))
        } finally {
          await crew.close()
        }
      },
    ]
    const least = ways.map(() => ({ wall: Infinity, cpu: Infinity }))
    const said = new Set<string>()
    for (let round = 0; round < rounds; round++) {
      for (const [i, way] of ways.entries()) {
        const done = await timed(way)
        least[i] = { wall: Math.min(least[i]!.wall, done.wall), cpu: Math.min(least[i]!.cpu, done.cpu) }
        said.add(done.said)
      }
    }
    if (said.size !== 1) throw new Error('the three ways did not give the same scores')
    const cells = least.map(({ wall, cpu }) => `${wall.toFixed(2)} (${cpu.toFixed(2)})`.padStart(26))
    const against = [0, 1].map((i) => (least[2]!.wall / least[i]!.wall).toFixed(2))
    console.log(`${rows.toLocaleString('en').padStart(9)}${cells.join('')}   ${against.join(', ')}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
