import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  adasyn,
  borderlineSmote,
  editedNearestNeighbours,
  type Labels,
  type Matrix,
  type Resampled,
  randomOverSampler,
  randomUnderSampler,
  smote,
  smoteEnn,
  smoteTomek,
  tomekLinks,
} from '../../../src/ml/index.ts'
import { createMersenneTwister } from '../../../src/ml/resample/mersenne-twister.ts'
import { golden, rowMajor } from '../tables.ts'

interface Result {
  rows: number
  digest: string
  last?: number[]
  error?: string
}
interface Golden {
  shares: number[][]
  tables: { seed: number; k: number; rows: number; columns: number; digest: string; results: Record<string, Result> }[]
}

const { tables, shares } = golden<Golden>('resample')

/** The table that make-resample.py draws from the same seed. */
function draw(seed: number, number: number): { features: Matrix; labels: Labels } {
  const twister = createMersenneTwister(seed)
  const rows = 60 + twister.integer(121)
  const columns = 2 + twister.integer(19)
  const of = shares[number % shares.length]!
  const values = Array.from({ length: rows * columns }, () => {
    const u = [twister.uniform(), twister.uniform(), twister.uniform(), twister.uniform()] as const
    return u[0] + u[1] + (u[2] + u[3]) - 2
  })
  const cuts: number[] = []
  for (const share of of.slice(0, -1)) cuts.push((cuts.at(-1) ?? 0) + share)
  const codes = Int32Array.from({ length: rows }, () => {
    const u = twister.uniform()
    return cuts.filter((cut) => cut <= u).length
  })
  codes.forEach((code, i) => {
    values[i]! += 0.5 * code
  })
  const data = number % 2 === 1 ? Float32Array.from(values) : Float64Array.from(values)
  return {
    features: { rows, columns, names: Array.from({ length: columns }, (_, j) => `x${j}`), data },
    labels: { classes: of.map((_, k) => String(k)), codes },
  }
}

function digest({ features, labels }: { features: Matrix; labels: Labels }): string {
  const values = Float64Array.from(rowMajor(features))
  return createHash('sha256')
    .update(new Uint8Array(values.buffer))
    .update(new Uint8Array(labels.codes.slice().buffer))
    .digest('hex')
    .slice(0, 32)
}

type Sampler = (features: Matrix, labels: Labels, seed: number, k: number) => Resampled | Promise<Resampled>
const samplers: Record<string, Sampler> = {
  smote: (x, y, seed, kNeighbors) => smote(x, y, { seed, kNeighbors }),
  smoteAll: (x, y, seed, kNeighbors) => smote(x, y, { seed, kNeighbors, samplingStrategy: 'notMinority' }),
  adasyn: (x, y, seed, nNeighbors) => adasyn(x, y, { seed, nNeighbors }),
  borderline1: (x, y, seed, kNeighbors) => borderlineSmote(x, y, { seed, kNeighbors }),
  borderline1m5: (x, y, seed, kNeighbors) => borderlineSmote(x, y, { seed, kNeighbors, mNeighbors: 5 }),
  borderline2: (x, y, seed) => borderlineSmote(x, y, { seed, kind: 'borderline-2' }),
  randomOver: (x, y, seed) => randomOverSampler(x, y, { seed }),
  randomUnder: (x, y, seed) => randomUnderSampler(x, y, { seed }),
  randomUnderMajority: (x, y, seed) => randomUnderSampler(x, y, { seed, samplingStrategy: 'majority' }),
  randomUnderReplacement: (x, y, seed) =>
    randomUnderSampler(x, y, { seed, samplingStrategy: 'all', replacement: true }),
  tomek: (x, y) => tomekLinks(x, y),
  tomekAll: (x, y) => tomekLinks(x, y, { samplingStrategy: 'all' }),
  enn: (x, y) => editedNearestNeighbours(x, y),
  ennMode: (x, y) => editedNearestNeighbours(x, y, { kindSel: 'mode', nNeighbors: 4, samplingStrategy: 'all' }),
  smoteEnn: (x, y, seed, kNeighbors) => smoteEnn(x, y, { seed, kNeighbors }),
  smoteTomek: (x, y, seed, kNeighbors) => smoteTomek(x, y, { seed, kNeighbors }),
}

describe.each(Object.entries(samplers))('%s', (name, sample) => {
  it('equals its oracle in Python to the last bit on 50 random tables', async () => {
    expect(tables).toHaveLength(50)
    for (const [number, table] of tables.entries()) {
      const { features, labels } = draw(table.seed, number)
      if (digest({ features, labels }) !== table.digest) expect.fail(`table ${number} is not drawn as in Python`)
      const expected = table.results[name]!
      if (expected.error !== undefined) {
        await expect(async () => sample(features, labels, table.seed, table.k)).rejects.toMatchObject({
          code: 'E_ML_PARAMETER',
        })
        continue
      }
      const result = await sample(features, labels, table.seed, table.k)
      const last = rowMajor(result.features).slice(-features.columns).slice(0, 2)
      expect({ table: number, rows: result.features.rows, digest: digest(result), last }).toEqual({
        table: number,
        last,
        ...expected,
      })
      expect(result.features.data.constructor).toBe(features.data.constructor)
      expectOrigins(features, labels, result)
    }
  })
})

/** Rows that are said to be given ones are; counts are right; all others are of a class that grew. */
function expectOrigins(features: Matrix, labels: Labels, result: Resampled): void {
  const { origin, synthetic } = result
  const bad = Array.from(origin.keys()).filter((i) => {
    const from = origin[i]!
    if (from < 0) return synthetic[i] !== 1
    if (result.labels.codes[i] !== labels.codes[from]) return true
    return features.names.some(
      (_, j) => result.features.data[j * result.features.rows + i] !== features.data[j * features.rows + from],
    )
  })
  expect(bad).toEqual([])
  const after = result.labels.classes.map((_, k) => result.labels.codes.filter((code) => code === k).length)
  expect(result.counts.map((count) => count.after)).toEqual(after)
}
