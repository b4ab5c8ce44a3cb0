import { existsSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.env.MILLRACE_TEST_DATA ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data')

/** Real data that is not in the repository: where `MILLRACE_TEST_DATA` says, else beside it in `shared/data`. */
export function testData(name: string): { readonly path: string; readonly missing: boolean } {
  const path = join(folder, name)
  const missing = !existsSync(path)
  if (missing)
    process.stderr.write(`Skipped: ${path} is not there. Set MILLRACE_TEST_DATA to the folder that holds it.\n`)
  return { path, missing }
}
