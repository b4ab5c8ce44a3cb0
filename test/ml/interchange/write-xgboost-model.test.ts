import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { ExportableTrees } from '../../../src/ml/interchange/exportable-trees.ts'
import { readXgboostModel } from '../../../src/ml/interchange/read-xgboost-model.ts'
import { singleText } from '../../../src/ml/interchange/single-text.ts'
import { writeXgboostModel } from '../../../src/ml/interchange/write-xgboost-model.ts'
import { sumLeaves } from '../../../src/ml/trees/sum-leaves.ts'
import { codeOf, furthest, golden } from '../tables.ts'
import { randomColumns, randomEnsemble } from '../trees/random-ensemble.ts'
import type { XgboostCase } from './xgboost-case.ts'

const cases = golden<XgboostCase[]>('xgboost')
const rows = 300
const columns = randomColumns(2, rows, 6).map((column) =>
  Float32Array.from(column, (value) => (Number.isFinite(value) ? value : Number.NaN)),
)
const featureNames = columns.map((_, j) => `x "${j}"`)
/** Leaves as a forest has them: from 0 to 1, summing to 1 over classes. */
const probabilities = (outputs: number, seed: number) => {
  const ensemble = randomEnsemble({ seed, trees: 60, splits: 80, features: 6, outputs })
  for (let leaf = 0; leaf < ensemble.values.length; leaf += outputs) {
    const row = ensemble.values.subarray(leaf, leaf + outputs)
    row.set(row.map(Math.abs))
    const sum = row.reduce((a, b) => a + b)
    if (outputs > 1) row.set(row.map((value) => value / sum))
  }
  return ensemble
}
const boosted = { trees: 30, splits: 30, features: 6, singlePrecision: true }

interface Sample {
  readonly name: string
  readonly model: ExportableTrees
  /** What a row's sums are, and where they start. */
  readonly base: Float64Array
  readonly most: number
}
const samples: Sample[] = [
  { name: 'squared-error', objective: 'squaredError', base: [0.3], seed: 1 },
  { name: 'logistic', objective: 'logistic', base: [-0.8472979], seed: 2 },
  { name: 'logistic-at-half', objective: 'logistic', base: [0], seed: 3 },
  { name: 'logistic-of-no-score', objective: 'logistic', base: [1.2345e-9], seed: 4 },
  { name: 'poisson', objective: 'poisson', base: [0.77], seed: 5 },
  { name: 'softprob', objective: 'softprob', base: [0.5, 0.5, 0.5], seed: 6 },
  { name: 'softprob-of-several-bases', objective: 'softprob', base: [0.1, -0.3, 2], seed: 7 },
  { name: 'categories', objective: 'reg:squarederror', base: [1], seed: 8, categorical: true },
  { name: 'no-trees', objective: 'logistic', base: [1e-5], seed: 9, trees: 0 },
]
  .map(({ name, objective, base, ...random }): Sample => {
    const groups = base.length > 1 ? { groups: base.length } : {}
    const baseMargins = Float64Array.from(base, Math.fround)
    const ensemble = randomEnsemble({ ...boosted, ...groups, ...random })
    return { name, model: { ensemble, featureNames, objective, baseMargins }, base: baseMargins, most: 0 }
  })
  .concat(
    [1, 2, 3].map((outputs): Sample => {
      const classes = outputs === 1 ? {} : { classes: Array.from({ length: outputs }, (_, k) => `c${k}`) }
      const ensemble = probabilities(outputs, outputs)
      return {
        name: `forest-${outputs}`,
        model: { ensemble, featureNames, ...classes },
        base: new Float64Array(outputs),
        most: 1e-6,
      }
    }),
  )

/** The margins that the written model must have, row-major. */
function marginsOf({ model, base, name }: Sample): Float64Array {
  const sums = sumLeaves(model.ensemble, columns, rows, base)
  if (!name.startsWith('forest')) return sums
  const means = sums.map((sum) => sum / (model.ensemble.roots.length - 1))
  return base.length === 2 ? means.filter((_, i) => i % 2 === 1) : means
}

describe.each(cases)('a model of XGBoost written again: $name', (example) => {
  it('has the trees that it had', () => {
    const model = readXgboostModel(example.model)
    const again = readXgboostModel(writeXgboostModel(model))
    expect({ ...again.ensemble, cover: 0, gain: 0 }).toEqual({ ...model.ensemble, cover: 0, gain: 0 })
    expect(again.baseMargins).toEqual(model.baseMargins)
    expect(again.featureNames).toEqual(model.featureNames)
  })
})

const matrix = {
  rows,
  columns: 6,
  names: featureNames,
  data: Float32Array.from({ length: 6 * rows }, (_, i) => columns[Math.floor(i / rows)]![i % rows]!),
}

describe.each(samples)('a model written as one of XGBoost: $name', (sample) => {
  it('has the margins it should have', () => {
    const read = readXgboostModel(writeXgboostModel(sample.model))
    expect(furthest(read.predictMargin(matrix), marginsOf(sample))).toBeLessThanOrEqual(sample.most)
  })
})

it('writes the shortest text of a single', () => {
  for (const value of [0.1, 1 / 3, 16777216, 1e-45, 3.4028234663852886e38, -0.000123456789, 5]) {
    const single = Math.fround(value)
    expect(Math.fround(Number(singleText(single)))).toBe(single)
  }
  expect(singleText(Math.fround(0.1))).toBe('0.1')
  expect(singleText(-2)).toBe('-2E0')
})

it('refuses an objective that XGBoost has not', () => {
  const model = { ...samples[0]!.model, objective: 'madeUp' }
  expect(codeOf(() => writeXgboostModel(model))).toBe('E_ML_PARAMETER')
})

/** Which Python has xgboost: none of the tests needs one, but where there is one it is asked. */
const python = ['/usr/bin/python3', 'python3'].find((program) => {
  try {
    execFileSync(program, ['-c', 'import xgboost'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})

describe.skipIf(python === undefined)('XGBoost in Python (skipped where there is none) loads what was written', () => {
  it('and gives the margins it should give', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-xgboost-'))
    mkdirSync(folder, { recursive: true })
    const expected: Record<string, number> = {}
    const put = (name: string, model: string, width: number, values: readonly (number | null)[], margins: number[]) => {
      writeFileSync(join(folder, `${name}.json`), model)
      writeFileSync(join(folder, `${name}.rows.json`), JSON.stringify({ columns: width, rows: values, margins }))
    }
    const flat = Array.from({ length: 6 * rows }, (_, i) => {
      const value = columns[i % 6]![Math.floor(i / 6)]!
      return Number.isNaN(value) ? null : value
    })
    for (const sample of samples) {
      put(sample.name, writeXgboostModel(sample.model), 6, flat, [...marginsOf(sample)])
      expected[sample.name] = sample.most
    }
    for (const example of cases) {
      const name = example.name.replaceAll(/\W+/g, '-')
      put(name, writeXgboostModel(readXgboostModel(example.model)), example.columns, example.rows, example.margins)
      expected[name] = 0
    }
    const script = fileURLToPath(new URL('../../golden/check-interchange.py', import.meta.url))
    const found = JSON.parse(execFileSync(python!, [script, folder], { encoding: 'utf8' })) as Record<string, number>
    rmSync(folder, { recursive: true })
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort())
    for (const [name, distance] of Object.entries(found))
      expect([name, distance <= expected[name]!, distance]).toEqual([name, true, distance])
  })
})
