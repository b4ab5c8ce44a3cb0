import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface AxeViolation {
  readonly id: string
  readonly impact: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

let source: string | undefined

/** The text of axe-core, which runs in the page. @throws an error that says what to install */
function axeSource(): string {
  try {
    source ??= readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    return source
  } catch (cause) {
    throw new Error('axe-core is not installed: run npm ci, it is among the devDependencies', { cause })
  }
}

/**
 * What axe-core finds serious or critical on a page: a line for each rule with the first places. Its rule for contrast is
 * left to `lookAtPage`, which also sees text in charts.
 */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource())
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } }).then(({ violations }) => violations)`,
  )) as AxeViolation[]
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 3).map(({ target }) => target.join(' '))
      return `${id}: ${help} (${nodes.length}: ${places.join(', ')})`
    })
}
