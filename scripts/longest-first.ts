import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, by measurement: started last, one of them would keep everybody waiting. */
const longest = [
  'test/cases.test.ts',
  'test/e2e/flagship.test.ts',
  'test/e2e/report-page.test.ts',
  'test/faults/soak.test.ts',
  'test/faults/damaged-store.test.ts',
  'test/faults/odd-names.test.ts',
  'test/cli/init.test.ts',
  'test/cli/terminal.test.ts',
  'test/engine/definition-errors.test.ts',
  'test/stages/adult.test.ts',
]

/**
 * The longest files first, all others in vitest's own order; those that share a process one after the other, at the end, where
 * they are short enough to fill the gaps.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId, project }: TestSpecification) => {
      if (!project.config.isolate) return longest.length + 1
      const place = longest.findIndex((name) => moduleId.endsWith(name))
      return place < 0 ? longest.length : place
    }
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}
