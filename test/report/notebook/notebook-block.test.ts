import { expect, test } from 'vitest'
import { html } from '../../../src/report/html/html.ts'
import { notebookBlock } from '../../../src/report/notebook/notebook-block.ts'

test('every rule of a block weighs more than those that a notebook has for all of its tables and lists', () => {
  const style = /<style>([\s\S]*)<\/style>/.exec(notebookBlock(html`<p>x</p>`, undefined))![1]!
  const selectors = style
    .trim()
    .split('\n')
    .flatMap((rule) => rule.split('{')[0]!.split(','))
  expect(selectors.length).toBeGreaterThan(30)
  for (const selector of selectors) expect(selector).toMatch(/^(\.millrace){3}( |$)/)
  // One rule a line, each whole.
  for (const rule of style.trim().split('\n')) expect(rule).toMatch(/^[^{}]+\{[^{}]+\}$/)
})

test('what is stale says so above the content, escaped', () => {
  const shown = notebookBlock(html`<p>x</p>`, ['parameter a: "<" → 2'])
  expect(shown).toContain('<div class="stale"><b>◐ stale</b>: parameter a: &quot;&lt;&quot; → 2</div><p>x</p>')
})
