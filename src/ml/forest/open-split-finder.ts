import type { ForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import { createBestSplitFinder } from './best-split-finder.ts'
import { createDrawnSplitFinder } from './drawn-split-finder.ts'
import type { ForestPlan, Workbench } from './forest-plan.ts'
import type { SplitFinder } from './split-finder.ts'

/** The finder that the rules ask for, on a thread's bench. */
export function openSplitFinder(
  plan: ForestPlan,
  bench: Workbench,
  kernels: ForestKernels,
  words: Uint32Array,
  doubles: Float64Array,
): SplitFinder {
  const { maxFeatures, randomSplits } = plan.rules
  const features = words.subarray(bench.features >>> 2, (bench.features >>> 2) + plan.columns)
  if (randomSplits) {
    const tables = (plan.tables ?? []).map(({ offset, length }) =>
      doubles.subarray(offset >>> 3, (offset >>> 3) + length),
    )
    return createDrawnSplitFinder(kernels, bench.sheet, words, doubles, features, maxFeatures, tables)
  }
  return createBestSplitFinder(kernels, bench.sheet, features, maxFeatures, plan.packed !== undefined)
}
