import type { Random } from '../../base/random.ts'
import type { MemoryViews } from '../kernels/forest/memory-views.ts'
import type { ForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import { searchDrawn } from '../kernels/forest/search-drawn.ts'
import { sheetAt } from '../kernels/forest/sheet.ts'
import { createAbsoluteError } from './absolute-error.ts'
import { FeatureDraw } from './feature-draw.ts'
import type { ForestPlan, Workbench } from './forest-plan.ts'
import type { Sample } from './load-sample.ts'

/** Looks for the split of a node among drawn features, and notes the best in the thread's sheet. */
export interface SplitFinder {
  /** Of the entries `start … end`; `bestScore` is -Infinity before, and after it when nothing can be split. */
  find(start: number, end: number, random: Random): void
  /** The score of the node unsplit, where it is not told by its totals. */
  readonly scoreNode: ((start: number, end: number) => number) | undefined
  /** The value of a leaf, where it is not told by its totals. */
  readonly leafValue: ((start: number, end: number) => number) | undefined
  /** Begins a new tree. */
  reset(sample: Sample): void
}

/**
 * The finder that the rules ask for, on a thread's bench: the best of all splits, or of drawn ones (extra trees), of
 * `maxFeatures` features drawn without replacement. Where all of them are constant in the node, more are drawn, one by
 * one, until one is not. Among equal splits the first that was seen stays.
 *
 * Source: scikit-learn, `sklearn/tree/_splitter.pyx: node_split_best, node_split_random`; two values count as different
 * when they differ at all, not from 1e-7 on.
 */
export function openSplitFinder(
  plan: ForestPlan,
  bench: Workbench,
  kernels: ForestKernels,
  memory: MemoryViews,
): SplitFinder {
  const { words, doubles } = memory
  const { maxFeatures, randomSplits, criterion } = plan.rules
  const sheet = bench.sheet
  const features = words.subarray(bench.features >>> 2, (bench.features >>> 2) + plan.columns)
  const shares = doubles.subarray(words[(sheet + sheetAt.shares) >>> 2]! >>> 3)
  const medians = criterion === 'absoluteError' ? createAbsoluteError(plan, sheet, kernels, memory) : undefined
  const draw = new FeatureDraw(features)

  let search = plan.packed === undefined ? kernels.searchWide : kernels.searchPacked
  if (randomSplits) search = kernels.searchDrawn
  if (medians !== undefined) {
    search = randomSplits ? (...at) => searchDrawn(memory, ...at, medians.scoreCut) : medians.search
  }
  const drawNext = (random: Random) => {
    draw.next(random)
    if (randomSplits) shares[draw.drawn - 1] = random.next()
  }

  return {
    scoreNode: medians?.scoreNode,
    leafValue: medians?.leafValue,
    reset(sample) {
      draw.reset()
      medians?.reset(sample)
    },
    find(start, end, random) {
      draw.begin()
      while (draw.drawn < maxFeatures) drawNext(random)
      let varying = search(sheet, start, end, 0, maxFeatures)
      while (varying === 0 && !draw.done) {
        drawNext(random)
        varying = search(sheet, start, end, draw.drawn - 1, draw.drawn)
      }
    },
  }
}
