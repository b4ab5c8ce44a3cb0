import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../../src/base/random.ts'

/** How a table is drawn: Gaussian features; some of them decide, by sums, products and thresholds, and noise. */
interface Recipe {
  readonly rows: number
  readonly columns: number
  readonly classes: number
  readonly seed: number
  /** Share of the second class where it is not half of the rows. */
  readonly positive?: number
  readonly regression?: boolean
}

export const recipes: Readonly<Record<string, Recipe>> = {
  'binary-100k': { rows: 100_000, columns: 20, classes: 2, seed: 1 },
  'binary-100k-test': { rows: 50_000, columns: 20, classes: 2, seed: 101 },
  'binary-1m': { rows: 1_000_000, columns: 28, classes: 2, seed: 2 },
  'binary-1m-test': { rows: 100_000, columns: 28, classes: 2, seed: 102 },
  'binary-10m': { rows: 10_000_000, columns: 28, classes: 2, seed: 3 },
  'three-3k': { rows: 3_000, columns: 20, classes: 3, seed: 4 },
  'three-3k-test': { rows: 10_000, columns: 20, classes: 3, seed: 104 },
  'binary-10k': { rows: 10_000, columns: 20, classes: 2, seed: 5, positive: 0.1 },
  'imbalanced-100k': { rows: 100_000, columns: 20, classes: 2, seed: 6, positive: 0.1 },
  'regression-100k': { rows: 100_000, columns: 20, classes: 0, seed: 7, regression: true },
  'regression-100k-test': { rows: 50_000, columns: 20, classes: 0, seed: 107, regression: true },
}

/**
 * Writes `<name>.x.bin` (column-major float32), `<name>.y.bin` (int32 classes or float64 values) and `<name>.json`, unless
 * they are there.
 */
export function writeData(folder: string, name: string): void {
  const recipe = recipes[name]
  if (recipe === undefined) throw new Error(`no data are called ${name}`)
  if (existsSync(join(folder, `${name}.json`))) return
  mkdirSync(folder, { recursive: true })
  const { rows, columns, classes, seed, positive = 0.5 } = recipe
  const random = createRandom(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const x = new Float32Array(rows * columns)
  for (let i = 0; i < x.length; i++) x[i] = normal()
  const at = (i: number, j: number) => x[j * rows + i]!
  const score = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    score[i] =
      at(i, 0) +
      0.7 * at(i, 1) * at(i, 2) -
      (at(i, 3) > 0.5 ? 1.2 : 0) +
      0.5 * Math.sin(2 * at(i, 4)) +
      0.4 * at(i, 5) ** 2 -
      0.3 * Math.abs(at(i, 6)) +
      0.2 * at(i, 7) +
      1.5 * normal()
  }
  const x8 = join(folder, `${name}.x.bin`)
  writeFileSync(x8, new Uint8Array(x.buffer))
  const y = recipe.regression === true ? score : classesOf(score, classes, positive)
  writeFileSync(join(folder, `${name}.y.bin`), new Uint8Array(y.buffer))
  // Last: what has no such file is not whole.
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ rows, columns, classes, dtype: 'float32' }))
}

/** Classes by quantiles of the score: equal shares, or the share that is asked for of the last one. */
function classesOf(score: Float64Array, classes: number, positive: number): Int32Array {
  const sorted = Float64Array.from(score).sort()
  const shares = classes === 2 ? [1 - positive] : Array.from({ length: classes - 1 }, (_, k) => (k + 1) / classes)
  const cuts = shares.map((share) => sorted[Math.floor(share * score.length)]!)
  return Int32Array.from(score, (value) => cuts.filter((cut) => value >= cut).length)
}
