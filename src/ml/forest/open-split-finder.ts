import type { MemoryViews } from '../kernels/forest/memory-views.ts'
import type { ForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import { createAbsoluteError } from './absolute-error.ts'
import { createBestSplitFinder } from './best-split-finder.ts'
import { createDrawnSplitFinder } from './drawn-split-finder.ts'
import type { ForestPlan, Workbench } from './forest-plan.ts'
import type { SplitFinder } from './split-finder.ts'

/** The finder that the rules ask for, on a thread's bench. */
export function openSplitFinder(
  plan: ForestPlan,
  bench: Workbench,
  kernels: ForestKernels,
  memory: MemoryViews,
): SplitFinder {
  const { words, doubles } = memory
  const { maxFeatures, randomSplits, criterion } = plan.rules
  const features = words.subarray(bench.features >>> 2, (bench.features >>> 2) + plan.columns)
  const medians = criterion === 'absoluteError' ? createAbsoluteError(plan, bench.sheet, kernels, memory) : undefined

  let finder: SplitFinder
  if (randomSplits) {
    const tables = (plan.tables ?? []).map(({ offset, length }) =>
      doubles.subarray(offset >>> 3, (offset >>> 3) + length),
    )
    const score = medians?.scoreCut ?? kernels.scoreCut
    finder = createDrawnSplitFinder({ kernels, sheet: bench.sheet, memory, features, maxFeatures, tables, score })
  } else {
    const search = medians?.search ?? (plan.packed === undefined ? kernels.searchWide : kernels.searchPacked)
    finder = createBestSplitFinder(search, bench.sheet, features, maxFeatures)
  }
  if (medians === undefined) return finder
  return {
    ...finder,
    get cut() {
      return finder.cut
    },
    scoreNode: medians.scoreNode,
    leafValue: medians.leafValue,
    reset(sample) {
      finder.reset(sample)
      medians.reset(sample)
    },
  }
}
