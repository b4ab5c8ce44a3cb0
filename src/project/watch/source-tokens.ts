import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Tokens, takeTokens } from '../../engine/cache/stat-token.ts'
import type { ProjectPaths } from '../project-paths.ts'

/** A project with more files than this is not one whose sources are written by hand. */
const mostPaths = 5000

/**
 * Metadata of everything in a project that somebody may edit. Which files decide is known only of a pipeline that could be
 * read; while it is broken any of them may be the one that mends it, one that is not there yet included.
 */
export function sourceTokens({ root, pipeline, env, store, reports }: ProjectPaths): Tokens {
  const made = new Set([dirname(store), reports, join(root, 'reports')])
  const skip = (name: string, path: string) => name.startsWith('.') || name === 'node_modules' || made.has(path)
  const folders = new Set([root, dirname(pipeline)])
  const paths = new Set([pipeline, env])
  for (const folder of folders) {
    paths.add(folder)
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      if (skip(entry.name, path) || paths.size > mostPaths) continue
      if (entry.isDirectory()) folders.add(path)
      else if (!basename(path).endsWith('.lock')) paths.add(path)
    }
  }
  return takeTokens(paths)
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
