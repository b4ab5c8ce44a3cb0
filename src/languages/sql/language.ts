import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Sha256, sha256 } from '../../base/hash.ts'
import { shownPath } from '../../base/shown-path.ts'
import { keepText } from '../../engine/cache/keep-text.ts'
import type { Language } from '../../engine/contracts/code.ts'
import { leadingComment } from './leading-comment.ts'

/**
 * SQL stages: one SELECT, whose inputs are views and whose result is the output `table`.
 * @param digestOf asks DuckDB, in a worker, for the digest of the parsed statement
 */
export function sqlLanguage(
  projectFolder: string,
  codeFolder: string,
  digestOf: (text: string, file: string) => Promise<Sha256>,
): Language {
  return {
    name: 'sql',
    extensions: ['.sql'],
    async read(path) {
      const text = readFileSync(path, 'utf8')
      const shown = shownPath(path, projectFolder)
      const digest = await digestOf(text, shown)
      // The text as it was digested: an edit while the pipeline runs must not slip in under the old key.
      const executable = join(codeFolder, `${sha256(text)}.sql`)
      keepText(executable, text)
      return {
        language: 'sql',
        path,
        file: shown,
        digest,
        files: { [shown]: digest },
        packages: [],
        executable,
        watched: [path],
        description: leadingComment(text),
      }
    },
  }
}
