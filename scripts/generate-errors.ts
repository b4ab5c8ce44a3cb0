import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorsPage } from './errors-page.ts'

/** Writes docs/errors.md from the catalogue; with `--check` it only says whether the file is stale. */
const path = join(import.meta.dirname, '..', 'docs', 'errors.md')
const page = errorsPage()
if (!process.argv.includes('--check')) {
  writeFileSync(path, page)
  console.log('Wrote docs/errors.md')
} else if (readFileSync(path, 'utf8') !== page) {
  console.error('docs/errors.md is stale. Write it again: npx tsx scripts/generate-errors.ts')
  process.exitCode = 1
}
