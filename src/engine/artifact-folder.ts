import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { StageNode } from './definition/definition.ts'

/** Most bytes of a name on the usual file systems, less what outputs of a longer name may need. */
const longest = 200

/** Where the outputs of a stage are put for people: `artifacts/<pipeline>/<stage>`. */
export function artifactFolder(artifacts: string, { home }: Pick<StageNode, 'home'>): string {
  return join(artifacts, home.pipeline, folderName(home.stage))
}

/**
 * A stage's name as the name of a folder. Names of instances may hold anything that data holds: what a path cannot hold, or
 * what would lead elsewhere, is written as percent and its number; a name that is too long is cut and told apart by a digest.
 */
export function folderName(stage: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a name must not hold
  const safe = stage.replace(/[\x00-\x1f\x7f/\\:*?"<>|%]|^\.+|[. ]+$/g, (text) =>
    [...text].map((character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
  )
  if (Buffer.byteLength(safe) <= longest) return safe
  const digest = createHash('sha256').update(stage).digest('hex').slice(0, 12)
  return `${[...safe].slice(0, longest / 4 - 12).join('')}~${digest}`
}
