import { type Labels, type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireFiniteMatrix } from '../checks.ts'
import { openLinearKernels } from '../kernels/linear/open-linear-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import { columnSpread } from './column-spread.ts'
import type { ResolvedLogisticOptions } from './logistic-options.ts'
import type { SoftmaxProblem } from './softmax-problem.ts'

/**
 * The problem of a fit, with its rows copied to where kernels and threads see them. A column less its mean: the free
 * intercept makes this the same problem, and a better conditioned one. Divided by its standard deviation too, when asked
 * for; a constant column is divided by 1. O(n d).
 * @param present codes of the classes that count, ascending
 * @param weights one a row
 * @throws E_ML_NOT_FINITE for a value that is missing or infinite
 */
export function logisticProblem(
  features: Matrix,
  labels: Labels,
  present: Int32Array,
  weights: Float64Array,
  { C, l1, l2, fitIntercept, standardize }: ResolvedLogisticOptions,
  arena: Arena,
): SoftmaxProblem {
  const { rows, columns } = features
  const isSingle = features.data instanceof Float32Array
  const data = isSingle ? arena.take(Float32Array, rows * columns) : arena.take(Float64Array, rows * columns)
  data.set(features.data)
  const center = arena.take(Float64Array, columns)
  const inverse = arena.take(Float64Array, columns).fill(1)
  const kernels = openLinearKernels(arena.memory)
  const sumColumn = isSingle ? kernels.sumColumn32 : kernels.sumColumn64
  for (let j = 0; j < columns; j++) {
    const sum = sumColumn(data.byteOffset + j * rows * data.BYTES_PER_ELEMENT, rows)
    // A sum of finite values may overflow: only looking at each value can tell.
    if (!Number.isFinite(sum)) requireFiniteMatrix(features)
    if (fitIntercept) center[j] = sum / rows
    if (!standardize) continue
    const { deviation } = columnSpread(matrixColumn(features, j))
    if (deviation > 0) inverse[j] = 1 / deviation
  }
  // One place more, with a weight of 0: kernels take rows by twos.
  const codes = arena.take(Int32Array, rows + 1)
  if (present.length === labels.classes.length) codes.set(labels.codes)
  else {
    const place = new Int32Array(labels.classes.length)
    for (const [p, k] of present.entries()) place[k] = p
    for (let i = 0; i < rows; i++) codes[i] = place[labels.codes[i]!]!
  }
  const scaled = arena.take(Float64Array, rows + 1)
  scaled.set(weights)
  if (C !== 1) for (let i = 0; i < rows; i++) scaled[i]! *= C
  let totalWeight = 0
  for (let i = 0; i < rows; i++) totalWeight += scaled[i]!
  return {
    rows,
    columns,
    data,
    center,
    inverse,
    codes,
    classCount: present.length,
    weights: scaled,
    totalWeight,
    intercept: fitIntercept,
    l1,
    l2,
  }
}
