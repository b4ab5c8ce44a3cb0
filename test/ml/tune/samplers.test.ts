import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  branin,
  braninLeast,
  braninSpace,
  hartmann6,
  hartmannLeast,
  hartmannSpace,
} from '../../../bench/tune/problems.ts'
import { gaussianProcess } from '../../../src/ml/tune/gp/gaussian-process.ts'
import { logExpectedImprovement } from '../../../src/ml/tune/gp/log-expected-improvement.ts'
import { millsRatio } from '../../../src/ml/tune/normal/mills-ratio.ts'
import { normalCdf } from '../../../src/ml/tune/normal/normal-cdf.ts'
import { parzenCategories } from '../../../src/ml/tune/parzen/parzen-categories.ts'
import { densityAt, parzenNumbers } from '../../../src/ml/tune/parzen/parzen-numbers.ts'
import { rampWeights } from '../../../src/ml/tune/parzen/ramp-weights.ts'
import { gpSampler } from '../../../src/ml/tune/samplers/gp-sampler.ts'
import { gridSampler } from '../../../src/ml/tune/samplers/grid-sampler.ts'
import { latinHypercubeSampler } from '../../../src/ml/tune/samplers/latin-hypercube-sampler.ts'
import { randomSampler } from '../../../src/ml/tune/samplers/random-sampler.ts'
import type { Sampler } from '../../../src/ml/tune/samplers/sampler.ts'
import { sobolBits, sobolSampler } from '../../../src/ml/tune/samplers/sobol-sampler.ts'
import { tpeSampler } from '../../../src/ml/tune/samplers/tpe-sampler.ts'
import { checkSpace } from '../../../src/ml/tune/space/check-space.ts'
import type { Params, Space } from '../../../src/ml/tune/space/space.ts'
import { createStudy } from '../../../src/ml/tune/study.ts'

const golden = JSON.parse(readFileSync(new URL('../../golden/tune.json', import.meta.url), 'utf8'))
const unit = (d: number): Space =>
  Object.fromEntries(Array.from({ length: d }, (_, j) => [`x${j}`, { type: 'linear', low: 0, high: 1 } as const]))
const drawn = (sampler: Sampler, space: Space, count: number, seed = 1): Params[] =>
  Array.from(
    { length: count },
    (_, number) => sampler.sample({ space: checkSpace(space), seed, number, observations: [], pending: [] })!,
  )

describe('samplers of fixed designs', () => {
  test('a grid tries every combination once, and does not multiply out what does not exist', () => {
    const study = createStudy({
      space: {
        a: { type: 'categorical', values: ['x', 'y'] },
        b: { type: 'integer', low: 1, high: 3, when: { a: 'x' } },
        c: { type: 'linear', low: 0, high: 1 },
      },
      sampler: gridSampler({ points: 3 }),
      seed: 1,
    })
    const all = study.ask(100).map(({ params }) => JSON.stringify(params))
    expect(all).toHaveLength(3 * 3 + 3)
    expect(new Set(all).size).toBe(12)
    expect(all).toContain('{"a":"x","b":3,"c":0.5}')
    expect(all).toContain('{"a":"y","c":1}')
    expect(study.ask()).toEqual([])
  })

  test('a Latin hypercube gives each trial of a design a slice of every parameter of its own', () => {
    const rows = drawn(latinHypercubeSampler({ size: 8 }), unit(3), 24)
    for (const design of [0, 8, 16]) {
      for (const name of ['x0', 'x1', 'x2']) {
        const slices = rows.slice(design, design + 8).map((params) => Math.floor((params[name] as number) * 8))
        expect(slices.sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
      }
    }
  })

  test('the points of Sobol are those of scipy', () => {
    for (const [i, point] of (golden.sobol as number[][]).entries()) {
      // scipy walks along the Gray code.
      const index = i ^ (i >> 1)
      expect(point.map((_, j) => sobolBits(index, j) / 2 ** 32)).toEqual(point)
    }
  })

  test('scrambled Sobol points keep their evenness: of 2^m points each lies in a slice of its own', () => {
    for (const seed of [1, 2]) {
      const rows = drawn(sobolSampler(), unit(5), 32, seed)
      for (let j = 0; j < 5; j++) {
        const slices = new Set(rows.map((params) => Math.floor((params[`x${j}`] as number) * 32)))
        expect(slices.size).toBe(32)
      }
      // A (0, 2)-sequence: the first two dimensions fill every elementary box.
      const boxes = new Set(
        rows.map(({ x0, x1 }) => `${Math.floor((x0 as number) * 8)},${Math.floor((x1 as number) * 4)}`),
      )
      expect(boxes.size).toBe(32)
    }
    expect(drawn(sobolSampler(), unit(2), 4, 1)).not.toEqual(drawn(sobolSampler(), unit(2), 4, 2))
  })

  test('beyond 64 dimensions there is no Sobol', () => {
    expect(() => drawn(sobolSampler(), unit(65), 1)).toThrow(expect.objectContaining({ code: 'E_ML_PARAMETER' }))
  })
})

describe('what TPE is made of', () => {
  test('weights are flat for the newest 25 and ramp up before them', () => {
    expect([...rampWeights(3)]).toEqual([1, 1, 1])
    const weights = rampWeights(28)
    expect([...weights.slice(0, 4)]).toEqual([1 / 28, (1 + 1 / 28) / 2, 1, 1].map((value) => expect.closeTo(value, 12)))
  })

  test('the density of numbers sums to one, and its kernels reach to the further neighbour', () => {
    const parzen = parzenNumbers(Float64Array.of(0.1, 0.2, 0.9), Float64Array.of(1, 1, 1))
    // Of 0.1: to 0.2, but no narrower than a fifth; of 0.2: to the prior in the middle; of 0.9: to the same.
    expect([...parzen.widths]).toEqual([0.2, 0.3, 0.4, 1].map((value) => expect.closeTo(value, 12)))
    let sum = 0
    for (let i = 0; i < 1000; i++) sum += densityAt(parzen, (i + 0.5) / 1000) / 1000
    expect(sum).toBeCloseTo(1, 6)
    const cells = Array.from({ length: 7 }, (_, i) => densityAt(parzen, 0, [i / 7, (i + 1) / 7]))
    expect(cells.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 12)
  })

  test('the probabilities of categories sum to one, and lean to what was seen', () => {
    const shares = parzenCategories(Int32Array.of(0, 0, 2), Float64Array.of(1, 1, 1), 3)
    expect(shares.reduce((total, p) => total + p, 0)).toBeCloseTo(1, 12)
    expect(shares[0]).toBeGreaterThan(shares[2]!)
    expect(shares[2]).toBeGreaterThan(shares[1]!)
  })
})

describe('what the Gaussian process is made of', () => {
  test('normal probabilities and tails are those of scipy', () => {
    for (const [i, z] of (golden.z as number[]).entries()) {
      expect(normalCdf(z) / golden.cdf[i]).toBeCloseTo(1, 12)
      expect(millsRatio(Math.abs(z)) / golden.mills[i]).toBeCloseTo(1, 11)
    }
  })

  test('mean, variance and expected improvement are those of scikit-learn’s kernel and numpy', () => {
    const { x, y, q, mean, variance, best, logEi } = golden.gp
    const rows = (values: number[][]) => values.map((row) => Float64Array.from(row))
    const process = gaussianProcess(
      { inverseSquares: Float64Array.of(1, 4, 9), scale: 2.5, noise: 1e-3 + 1e-6 },
      { points: rows(x), isCategory: [false, false, false] },
      Float64Array.from(y),
    )
    for (const [i, point] of rows(q).entries()) {
      const told = process.predict(point)
      expect(told.mean).toBeCloseTo(mean[i], 9)
      expect(told.variance).toBeCloseTo(variance[i], 9)
      expect(logExpectedImprovement(told, best)).toBeCloseTo(logEi[i], 6)
    }
  })

  test('far from any hope the logarithm of the improvement goes on falling smoothly', () => {
    const at = (z: number) => logExpectedImprovement({ mean: -z, variance: 1 }, 0)
    const values = [-5, -20, -49.9, -50.1, -200, -1e4].map(at)
    expect(values).toEqual([...values].sort((a, b) => b - a))
    expect(at(-49.9999) - at(-50.0001)).toBeCloseTo(0.01, 3)
    expect(at(-1e4)).toBeCloseTo(-0.5e8 - 0.9189385 - 2 * Math.log(1e4), 4)
  })
})

/** The median of what is missing to the least value after some trials. */
function medianRegret(
  make: () => Sampler,
  f: (p: Params) => number,
  space: Space,
  least: number,
  trials: number,
  seeds: number,
) {
  const regrets = Float64Array.from({ length: seeds }, (_, seed) => {
    const study = createStudy({ space, sampler: make(), seed })
    for (let i = 0; i < trials; i++) for (const trial of study.ask()) study.tell(trial, [f(trial.params)])
    return study.best()!.values![0]! - least
  }).sort()
  return regrets[seeds >> 1]!
}

describe('strategies against chance', () => {
  test('TPE has the smaller regret on Branin and on Hartmann’s function', () => {
    const on = (make: () => Sampler) => [
      medianRegret(make, branin, braninSpace, braninLeast, 50, 9),
      medianRegret(make, hartmann6, hartmannSpace, hartmannLeast, 50, 9),
    ]
    const [chance, chosen] = [on(randomSampler), on(tpeSampler)]
    expect(chosen[0]).toBeLessThan(0.6 * chance[0]!)
    expect(chosen[1]).toBeLessThan(0.8 * chance[1]!)
  })

  test('the Gaussian process finds the floor of Branin in 30 trials', () => {
    expect(medianRegret(gpSampler, branin, braninSpace, braninLeast, 30, 3)).toBeLessThan(0.02)
  })

  test.each([tpeSampler, gpSampler])('$name copes with whole numbers, categories, conditions and failures', (make) => {
    const space: Space = {
      kind: { type: 'categorical', values: ['flat', 'curved'] },
      n: { type: 'integer', low: 1, high: 40, log: true },
      slope: { type: 'log', low: 1e-3, high: 10, when: { kind: 'curved' } },
    }
    const study = createStudy({ space, sampler: make(), seed: 3 })
    for (let i = 0; i < 12; i++) {
      for (const trial of study.ask(3)) {
        const { kind, n, slope } = trial.params
        if (n === 40) study.tell(trial, undefined)
        else if (kind === 'flat') study.tell(trial, [5])
        else study.tell(trial, [Math.abs(Math.log(slope as number)) + Math.abs((n as number) - 7) / 10])
      }
    }
    const { params, values } = study.best()!
    expect(params.kind).toBe('curved')
    expect(values![0]).toBeLessThan(0.6)
    const late = study.finished().slice(20)
    expect(late.filter((trial) => trial.params.kind === 'curved').length).toBeGreaterThan(late.length / 2)
  })

  test('the Gaussian process has one objective', () => {
    const study = createStudy({
      space: unit(1),
      sampler: gpSampler({ startupTrials: 1 }),
      directions: ['minimize', 'minimize'],
      seed: 1,
    })
    for (const trial of study.ask()) study.tell(trial, [1, 2])
    expect(() => study.ask()).toThrow(expect.objectContaining({ code: 'E_ML_PARAMETER' }))
  })
})
