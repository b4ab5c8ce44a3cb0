import type { Reporter, TestModule } from 'vitest/node'
import type { GoldenCount } from '../test/golden/golden-group.ts'

/** Ends a run of the golden tests with a table: what was compared, with whom, how many numbers, how near. */
export default class GoldenReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const groups = new Map<string, GoldenCount>()
    const failures: string[] = []
    for (const module of modules) {
      for (const error of module.errors()) failures.push(`${module.moduleId}: ${error.message}`)
      for (const test of module.children.allTests()) {
        if (test.result().state === 'failed') failures.push(test.fullName)
        for (const count of Object.values(test.meta().golden ?? {})) {
          const before = groups.get(count.group)
          groups.set(count.group, {
            ...count,
            numbers: (before?.numbers ?? 0) + count.numbers,
            furthest: Math.max(before?.furthest ?? 0, count.furthest),
          })
        }
      }
    }
    const rows = [...groups.values()].sort((a, b) => (a.group < b.group ? -1 : 1))
    const cells = rows.map(({ group, numbers, tolerance, furthest, source, reason }) => [
      group,
      String(numbers),
      tolerance === 0 ? 'same bits' : tolerance.toExponential(0),
      furthest === 0 ? '0' : furthest.toExponential(0),
      reason === undefined ? source : `${source}; ${reason}`,
    ])
    const head = ['group', 'numbers', 'tolerance', 'furthest', 'held to']
    const widths = head.map((name, c) => Math.max(name.length, ...cells.map((row) => (row[c] as string).length)))
    const line = (row: readonly string[]) =>
      row
        .map((cell, c) =>
          c === 4
            ? cell
            : c === 1 || c === 2 || c === 3
              ? cell.padStart(widths[c] as number)
              : cell.padEnd(widths[c] as number),
        )
        .join('  ')
    console.log([line(head), ...cells.map(line)].join('\n'))
    const total = rows.reduce((sum, { numbers }) => sum + numbers, 0)
    for (const name of failures) console.log(`failed: ${name}`)
    console.log(`${total} golden numbers in ${rows.length} groups, ${failures.length} failed tests`)
  }
}
