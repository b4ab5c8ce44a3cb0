import { FeatureDraw } from './feature-draw.ts'
import type { SplitFinder } from './split-finder.ts'

/** Notes the best split of some features: `searchPacked`, `searchWide` or that of another criterion. */
type Search = (sheet: number, start: number, end: number, from: number, to: number) => number

/**
 * The best exact split among `maxFeatures` features drawn without replacement. Where all of them are constant in the node,
 * more are drawn, one by one, until one is not. Among equal splits the first that was seen stays.
 *
 * Source: scikit-learn, `sklearn/tree/_splitter.pyx: node_split_best`; two values count as different when they differ at
 * all, not from 1e-7 on. O(maxFeatures · rows) and, of classes, times K at most.
 */
export function createBestSplitFinder(
  search: Search,
  sheet: number,
  features: Uint32Array,
  maxFeatures: number,
): SplitFinder {
  const draw = new FeatureDraw(features)
  return {
    cut: Number.NaN,
    reset: () => draw.reset(),
    find(start, end, random) {
      draw.begin()
      while (draw.drawn < maxFeatures) draw.next(random)
      let varying = search(sheet, start, end, 0, maxFeatures)
      while (varying === 0 && !draw.done) {
        draw.next(random)
        varying = search(sheet, start, end, draw.drawn - 1, draw.drawn)
      }
    },
  }
}
