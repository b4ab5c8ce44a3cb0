import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Files in the folder that a path leads to, as seen from another folder: where nothing is at the path itself, one of them may
 * have been meant.
 */
export function nearbyFiles(path: string, from: string): string[] {
  const folder = dirname(path)
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory())
  return entries.map(({ name }) => relative(from, join(folder, name))).sort()
}
