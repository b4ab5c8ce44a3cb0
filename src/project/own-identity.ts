import { join } from 'node:path'
import { sha256 } from '../base/hash.ts'
import { packageRoot, packageVersion, runsFromSources } from '../base/package-root.ts'
import { takeTokens } from '../engine/cache/stat-token.ts'
import { listFiles } from './list-files.ts'

/**
 * Which Millrace makes something that is remembered: its version, and inside the repository the state of the sources of the
 * rooms that make it, so that who works on Millrace never sees what an earlier state of it remembered.
 */
export function ownIdentity(...rooms: readonly string[]): string {
  if (!runsFromSources()) return packageVersion()
  const files = rooms.flatMap((room) => listFiles(join(packageRoot(), 'src', room)))
  return sha256(JSON.stringify(takeTokens(files)))
}
