import type { Reporter, TestModule } from 'vitest/node'

/** Ends the test run with one plain line of its real totals, for people and for machines. */
export default class PlainLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const totals = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      // A file that cannot even be loaded has no tests to count.
      if (module.errors().length > 0) totals.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') totals.passed++
        else if (state === 'failed') totals.failed++
        else totals.skipped++
      }
    }
    const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
    // Vitest prints its own summary in the same turn: this line comes after it.
    process.on('exit', () => console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`))
  }
}
