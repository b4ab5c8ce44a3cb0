/**
 * What the strategies of `src/ml/tune` are worth: on two functions whose least value is known, what is missing to it after
 * 50 trials; and what Hyperband saves. Every figure is the median of 20 seeds; it is the same on every machine.
 *
 *     npm run bench:tune
 *     npm run bench:tune -- schedulers       # the second table alone
 *     npm run bench:tune -- side-by-side     # how long trials take side by side: see side-by-side.ts
 */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { gpSampler } from '../../src/ml/tune/samplers/gp-sampler.ts'
import { gridSampler } from '../../src/ml/tune/samplers/grid-sampler.ts'
import { latinHypercubeSampler } from '../../src/ml/tune/samplers/latin-hypercube-sampler.ts'
import { randomSampler } from '../../src/ml/tune/samplers/random-sampler.ts'
import type { Sampler } from '../../src/ml/tune/samplers/sampler.ts'
import { sobolSampler } from '../../src/ml/tune/samplers/sobol-sampler.ts'
import { tpeSampler } from '../../src/ml/tune/samplers/tpe-sampler.ts'
import { hyperband } from '../../src/ml/tune/schedulers/hyperband.ts'
import { successiveHalving } from '../../src/ml/tune/schedulers/successive-halving.ts'
import type { Params, Space } from '../../src/ml/tune/space/space.ts'
import { createStudy } from '../../src/ml/tune/study.ts'
import { epochsUntil, randomBest } from './epochs.ts'
import { branin, braninLeast, braninSpace, hartmann6, hartmannLeast, hartmannSpace } from './problems.ts'

if (process.argv[2] === 'side-by-side') {
  // In a process of its own: it takes stages, which import the package by its name.
  const bench = fileURLToPath(new URL('./side-by-side.ts', import.meta.url))
  const args = ['--conditions=source', '--import', import.meta.resolve('tsx'), bench, ...process.argv.slice(3)]
  process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1)
}

const seeds = 20
const trials = 50

const strategies: readonly (readonly [name: string, make: () => Sampler])[] = [
  ['grid, 7 and 2 points', () => gridSampler({ points: 2 })],
  ['random', () => randomSampler()],
  ['Latin hypercube', () => latinHypercubeSampler({ size: trials })],
  ['Sobol', () => sobolSampler()],
  ['TPE', () => tpeSampler()],
  ['GP', () => gpSampler()],
]

function regrets(make: () => Sampler, f: (params: Params) => number, space: Space, least: number): number[] {
  return Array.from({ length: seeds }, (_, seed) => {
    const study = createStudy({ space, sampler: make(), seed })
    for (let i = 0; i < trials; i++) for (const trial of study.ask()) study.tell(trial, [f(trial.params)])
    return study.best()!.values![0]! - least
  })
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

if (process.argv[2] !== 'schedulers') compareSamplers()
compareSchedulers()

function compareSamplers(): void {
  console.log(`Median regret after ${trials} trials, ${seeds} seeds\n`)
  console.log(`${'strategy'.padEnd(22)}${'Branin'.padStart(10)}${'Hartmann6'.padStart(12)}${'CPU s'.padStart(8)}`)
  for (const [name, make] of strategies) {
    const before = process.cpuUsage()
    const onBranin = name.startsWith('grid') ? () => gridSampler({ points: 7 }) : make
    const branins = median(regrets(onBranin, branin, braninSpace, braninLeast))
    const hartmanns = median(regrets(make, hartmann6, hartmannSpace, hartmannLeast))
    const { user, system } = process.cpuUsage(before)
    const seconds = ((user + system) / 1e6).toFixed(1)
    console.log(
      `${name.padEnd(22)}${branins.toFixed(4).padStart(10)}${hartmanns.toFixed(4).padStart(12)}${seconds.padStart(8)}`,
    )
  }
}

function compareSchedulers(): void {
  const whole = trials * 81
  console.log(`
On h6(x) + (2 - h6(x)) exp(-r / tau(x)) + N(0, 0.02), tau(x) from 5 to 30: the best of ${trials} random trials of 81 epochs
(${whole} epochs) is shown again by R = 81, eta = 3, after so many epochs; ${seeds} seeds
`)
  const byBudget: readonly (readonly [name: string, make: () => Parameters<typeof epochsUntil>[3]])[] = [
    ['Hyperband', () => ({ sampler: randomSampler(), scheduler: hyperband({ maxBudget: 81 }) })],
    [
      'Hyperband from 3 on',
      () => ({ sampler: randomSampler(), scheduler: hyperband({ maxBudget: 81, minBudget: 3 }) }),
    ],
    ['Hyperband with TPE', () => ({ sampler: tpeSampler(), scheduler: hyperband({ maxBudget: 81 }) })],
    ['successive halving', () => ({ sampler: randomSampler(), scheduler: successiveHalving({ maxBudget: 81 }) })],
  ]
  const heads = ['median epochs', 'within half', 'had it within half', 'points begun']
  console.log(`${'scheduler'.padEnd(22)}${heads.map((head) => head.padStart(head.length + 3)).join('')}`)
  for (const [name, make] of byBudget) {
    const told = Array.from({ length: seeds }, (_, seed) => epochsUntil(seed, randomBest(seed, trials), whole, make()))
    const epochs = median(told.map((one) => one.epochs))
    const cells = [
      epochs === Number.POSITIVE_INFINITY ? 'never' : `${epochs} (${((100 * epochs) / whole).toFixed(0)} %)`,
      `${told.filter((one) => one.epochs <= whole / 2).length} of ${seeds}`,
      `${told.filter((one) => one.begun <= whole / 2).length} of ${seeds}`,
      String(Math.max(...told.map((one) => one.points))),
    ]
    console.log(`${name.padEnd(22)}${cells.map((cell, i) => cell.padStart(heads[i]!.length + 3)).join('')}`)
  }
}
