import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../../base/hash.ts'
import { shownPath } from '../../base/shown-path.ts'
import { keepText } from '../../engine/cache/keep-text.ts'
import type { Language } from '../../engine/contracts/code.ts'
import { bundleStage } from './bundle-stage.ts'
import { stageDocblock } from './docblock.ts'

/**
 * TypeScript stages: the runner's half of the language.
 * @param codeFolder where executables are put, named by their content
 */
export function tsLanguage(projectFolder: string, codeFolder: string): Language {
  return {
    name: 'ts',
    extensions: ['.ts', '.mts', '.js', '.mjs'],
    async read(path) {
      const { digest, executable, files, importedBy, packages, watched } = await bundleStage(path, projectFolder)
      const target = join(codeFolder, `${sha256(executable)}.mjs`)
      keepText(target, executable)
      return {
        language: 'ts',
        path,
        file: shownPath(path, projectFolder),
        digest,
        files,
        importedBy,
        packages,
        executable: target,
        watched,
        description: await stageDocblock(path, readFileSync(path, 'utf8')),
      }
    },
  }
}
