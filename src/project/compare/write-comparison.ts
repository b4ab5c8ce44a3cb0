import { dirname } from 'node:path'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { writeAtomically } from '../../engine/cache/write-atomically.ts'
import { renderComparison } from '../../report/comparison/render-comparison.ts'
import { addressFrom } from '../address-from.ts'
import type { ProjectPaths } from '../project-paths.ts'
import { reportPaths } from '../report-paths.ts'
import { compareSides } from './compare-sides.ts'
import type { Side } from './compared-side.ts'
import { comparisonPath } from './comparison-path.ts'

/** Writes two sides of a pipeline as a page beside its report, and returns the page's path. */
export async function writeComparison(
  paths: ProjectPaths,
  pipeline: string,
  store: LocalStore,
  a: Side,
  b: Side,
): Promise<string> {
  const { folder, page, index } = reportPaths(paths, pipeline)
  const path = comparisonPath(folder, a.label, b.label)
  const links = { report: addressFrom(dirname(path), page), index: addressFrom(dirname(path), index) }
  writeAtomically(path, await renderComparison(compareSides(pipeline, store, a, b, links)), { durable: false })
  return path
}
