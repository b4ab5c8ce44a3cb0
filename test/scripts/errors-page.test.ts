import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorsPage } from '../../scripts/errors-page.ts'

test('docs/errors.md says what the catalogue says: else run npx tsx scripts/generate-errors.ts', () => {
  expect(readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8')).toBe(errorsPage())
})
