import { createRandom } from '../../base/random.ts'
import { viewMemory } from '../kernels/forest/memory-views.ts'
import { openForestKernels } from '../kernels/forest/open-forest-kernels.ts'
import type { Program } from '../threads/program.ts'
import type { ForestPlan, GrownTree } from './forest-plan.ts'
import { createSampler } from './load-sample.ts'
import { openSplitFinder } from './open-split-finder.ts'
import { TreeGrower } from './tree-grower.ts'

/** Entries to look at between two breaths: a few milliseconds. */
const breath = 60_000

/**
 * Grows the trees of a forest, whoever is free the next one. A tree depends on its number only, so it does not matter who
 * grew it. After each it posts `{ grown: 1 }`.
 * @returns the trees that this member grew
 */
export const program: Program<ForestPlan, GrownTree[]> = function* (member, plan) {
  const bench = plan.benches[member.index]!
  const kernels = openForestKernels(member.memory)
  const memory = viewMemory(member.memory.buffer)
  const loadSample = createSampler(plan, bench, member.memory.buffer)
  const finder = openSplitFinder(plan, bench, kernels, memory)
  const grower = new TreeGrower(plan, bench, kernels, finder, memory)
  const trees: GrownTree[] = []
  for (let tree = member.takeTask(); tree < plan.rules.nEstimators; tree = member.takeTask()) {
    const random = createRandom(plan.seeds[tree]!)
    grower.begin(tree, loadSample(random), random)
    let grown = grower.grow(breath)
    while (grown === undefined) {
      yield
      grown = grower.grow(breath)
    }
    trees.push(grown)
    member.post({ grown: 1 })
    yield
  }
  return trees
}
