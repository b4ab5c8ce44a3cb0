import { dirname, resolve } from 'node:path'
import type { Message } from 'esbuild'
import { didYouMean, nearestName } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { nearbyFiles } from '../../base/nearby-files.ts'
import { shownPath } from '../../base/shown-path.ts'
import { ownEntries } from './own-module.ts'

/** esbuild's first complaint about a stage file or what it imports, with its place. */
export function compileError(
  { errors: [first] = [] }: { errors?: Message[] },
  path: string,
  projectFolder: string,
): MillraceError {
  const shown = shownPath(path, projectFolder)
  if (first === undefined) return new MillraceError('E_STAGE_FILE', `the stage file ${shown} cannot be compiled`)
  const { text, location } = first
  if (location === null) {
    return new MillraceError('E_STAGE_FILE', text, { at: { file: shown, line: 1, column: 1 } })
  }
  const { file, line, column, length, lineText } = location
  const source = resolve(projectFolder, file)
  return new MillraceError('E_STAGE_FILE', text, {
    at: {
      file: shownPath(source, projectFolder),
      line,
      column: column + 1,
      length: Math.max(1, length),
      text: lineText,
    },
    hint: hintFor(text, dirname(source)),
  })
}

function hintFor(text: string, folder: string): string {
  if (/^Millrace has no entry/.test(text)) return `There are: ${ownEntries().join(', ')}.`
  const [, wanted] = /^Could not resolve "(.*)"$/.exec(text) ?? []
  if (wanted === undefined) return 'Mend the code at this place; what is after it has not been read.'
  if (!wanted.startsWith('.'))
    return `Install it, npm install ${wanted}, or write the path of a file of the project as ./…`
  const files = nearbyFiles(resolve(folder, wanted), folder).map((file) => (file.startsWith('.') ? file : `./${file}`))
  if (nearestName(wanted, files) !== undefined) return didYouMean(wanted, files)
  return 'An import starts from the folder of the file that it stands in, and has the ending of the file, such as .ts.'
}
