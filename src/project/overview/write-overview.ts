import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { LocalStore } from '../../engine/cache/local-store.ts'
import { writeAtomically } from '../../engine/cache/write-atomically.ts'
import { renderOverview } from '../../report/overview/render-overview.ts'
import { overviewModel } from './overview-model.ts'

/**
 * Writes `reports/index.html` at the project's root: every pipeline that has run, how it stands, what it says, and its
 * runs. Like a report it is a view of what the store holds. It is written where it says something else than before.
 * @returns its path
 */
export async function writeOverview(root: string, store: LocalStore): Promise<string> {
  const index = join(root, 'reports', 'index.html')
  const page = await renderOverview(overviewModel(root, store, dirname(index)))
  if (!existsSync(index) || readFileSync(index, 'utf8') !== page) writeAtomically(index, page, { durable: false })
  return index
}
