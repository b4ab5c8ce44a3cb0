import { existsSync } from 'node:fs'
import { extname, join, relative, resolve } from 'node:path'
import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import { nearbyFiles } from '../base/nearby-files.ts'
import { packageRoot } from '../base/package-root.ts'
import type { StageNode } from '../engine/definition/definition.ts'
import { listFiles } from './list-files.ts'

/**
 * The file that `use:` names: from the folder of the file that the stage is written in, or `millrace/stages/train` for one that Millrace brings.
 * @throws E_FILE_NOT_FOUND, E_STAGE_FILE for an extension that no language has
 */
export function findStageFile(node: StageNode, use: string, extensions: readonly string[]): string {
  const path = use.startsWith('millrace/') ? shippedStage(node, use) : resolve(node.folder, use)
  if (!existsSync(path)) {
    const near = nearbyFiles(path, node.folder).filter((name) => extensions.includes(extname(name)))
    throw new MillraceError('E_FILE_NOT_FOUND', `stage "${node.name}" uses "${use}", which does not exist`, {
      at: node.at.use,
      hint: near.length > 0 ? didYouMean(use, near) : 'Paths start from the folder of the pipeline file.',
    })
  }
  if (!extensions.includes(extname(path))) {
    throw new MillraceError(
      'E_STAGE_FILE',
      `stage "${node.name}" uses "${use}", which is in no language that stages can have`,
      {
        at: node.at.use,
        hint: `Stage files end in ${extensions.join(', ')}.`,
      },
    )
  }
  return path
}

/** The sources of shipped stages are part of the package: people read them, and they are bundled like anybody's. */
function shippedStage(node: StageNode, use: string): string {
  const name = use.slice('millrace/'.length)
  const path = join(packageRoot(), extname(name) === '' ? `${name}.ts` : name)
  if (name.startsWith('stages/') && !name.includes('..') && existsSync(path)) return path
  const shipped = listFiles(join(packageRoot(), 'stages')).map(
    (file) => `millrace/${relative(packageRoot(), file).replace(/\.ts$/, '')}`,
  )
  throw new MillraceError('E_FILE_NOT_FOUND', `Millrace brings no stage "${use}"`, {
    at: node.at.use,
    hint: didYouMean(use, shipped),
  })
}
