import { type Matrix, matrixColumn } from '../../base/matrix.ts'
import { requireFiniteMatrix } from '../checks.ts'
import type { LinearKernels } from '../kernels/linear/linear-kernels.ts'
import type { Arena } from '../threads/arena.ts'
import { columnSpread } from './column-spread.ts'
import type { ResolvedLogisticOptions } from './logistic-options.ts'
import type { SoftmaxProblem } from './softmax-problem.ts'
import type { WeighedLabels } from './weigh-labels.ts'

/**
 * The problem of a fit, with its rows copied to where kernels and threads see them. A column less its mean: the free
 * intercept makes this the same problem, and a better conditioned one. Divided by its standard deviation too, when asked
 * for; a constant column is divided by 1. O(n d).
 * @throws E_ML_NOT_FINITE for a value that is missing or infinite
 */
export function logisticProblem(
  features: Matrix,
  { present, codes, weights, totalWeight }: WeighedLabels,
  { C, l1, l2, fitIntercept, standardize }: ResolvedLogisticOptions,
  arena: Arena,
  kernels: LinearKernels,
): SoftmaxProblem {
  const { rows, columns } = features
  const isSingle = features.data instanceof Float32Array
  const data = isSingle ? arena.take(Float32Array, rows * columns) : arena.take(Float64Array, rows * columns)
  data.set(features.data)
  const center = arena.take(Float64Array, columns)
  const inverse = arena.take(Float64Array, columns).fill(1)
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
  if (C !== 1) for (let i = 0; i < rows; i++) weights[i]! *= C
  return {
    rows,
    every: 1,
    columns,
    data,
    center,
    inverse,
    codes,
    classCount: present.length,
    weights,
    totalWeight: totalWeight * C,
    intercept: fitIntercept,
    l1,
    l2,
  }
}
