import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { Labels } from '../../base/matrix.ts'
import { requireLabels } from '../checks.ts'
import { classWeights, requireSampleWeight } from '../class-weight.ts'
import type { LinearKernels } from '../kernels/linear/linear-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import type { LogisticRegressionOptions } from './logistic-options.ts'

export interface WeighedLabels {
  /** Codes of the classes with at least one row of some weight, ascending. */
  readonly present: Int32Array
  /** Of each row its place in `present`; one more place. */
  readonly codes: Int32Array
  /** One a row: its sample weight (1 without) times its class's weight; and a 0. */
  readonly weights: Float64Array
  readonly totalWeight: number
}

/**
 * Checks labels and weights, and lays them out where kernels and threads see them, in three quick passes. O(n).
 * @throws as `requireLabels`, `requireSampleWeight` and `classWeights`; E_ML_ONE_CLASS
 */
export function weighLabels(
  labels: Labels,
  rows: number,
  { classWeight = null, sampleWeight }: LogisticRegressionOptions,
  arena: Arena,
  kernels: LinearKernels,
): WeighedLabels {
  if (labels.codes.length !== rows) requireLabels(labels, rows)
  const count = labels.classes.length
  const codes = arena.take(Int32Array, rows + 1)
  codes.set(labels.codes)
  const counts = arena.take(Float64Array, count)
  // The check of all, which finds the same row, has the words for it.
  if (kernels.countCodes(codes.byteOffset, rows, count, counts.byteOffset) >= 0) requireLabels(labels, rows)

  const perClass = arena.take(Float64Array, count)
  perClass.set(classWeights(labels.classes, counts, classWeight ?? null))
  const weights = arena.take(Float64Array, rows + 1)
  if (sampleWeight === undefined) weights.fill(1, 0, rows)
  else {
    requireSampleWeight(sampleWeight, rows)
    weights.set(sampleWeight)
  }
  const sums = arena.take(Float64Array, count)
  kernels.weighRows(codes.byteOffset, rows, perClass.byteOffset, weights.byteOffset, sums.byteOffset)
  const present = Int32Array.from(sums.keys()).filter((k) => sums[k]! > 0)
  if (present.length < 2) throw oneClass(labels, present[0] ?? counts.findIndex((rowsOfClass) => rowsOfClass > 0))
  if (present.length < count) renumber(codes.subarray(0, rows), present, count)
  return { present, codes, weights, totalWeight: sums.reduce((total, sum) => total + sum, 0) }
}

/** Rows of a class that does not count have no weight: any code does for them. */
function renumber(codes: Int32Array, present: Int32Array, count: number): void {
  const place = new Int32Array(count)
  for (const [p, k] of present.entries()) place[k] = p
  for (let i = 0; i < codes.length; i++) codes[i] = place[codes[i]!]!
}

function oneClass(labels: Labels, only: number): MillraceError {
  return new MillraceError('E_ML_ONE_CLASS', `All rows that count are "${labels.classes[only]}".`, {
    hint: 'Train on rows of two classes at least, or use ClassFrequency.',
  })
}
