import { join } from 'node:path'
import { fileSlug } from '../../report/html/file-slug.ts'

export const comparisonEnding = '.compare.html'

/** Where two runs or models side by side are written, below the folder of a pipeline's report. */
export function comparisonPath(folder: string, a: string, b: string): string {
  return join(folder, `${fileSlug(`${a}..${b}`)}${comparisonEnding}`)
}
