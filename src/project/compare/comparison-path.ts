import { join } from 'node:path'
import { fileSlug } from '../../report/html/file-slug.ts'

export const comparisonEnding = '.compare.html'

const side = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-\d+Z-\d+(?:-(.+))?$/

/**
 * What the file name of a comparison says, to be read: times of runs, and stages where models are compared.
 *
 * @example
 * comparisonLabel('2026-11-21T13-33-46-816Z-20210-train..2026-11-21T13-33-46-816Z-20210-forest')
 * // 'train (2026-11-21 13:33:46) and forest (2026-11-21 13:33:46)'
 */
export function comparisonLabel(stem: string): string {
  const words = stem.split('..').map((text) => {
    const [, day, hour, minute, second, stage] = side.exec(text) ?? []
    if (day === undefined) return text
    const time = `${day} ${hour}:${minute}:${second}`
    return stage === undefined ? time : `${stage} (${time})`
  })
  return words.join(' and ')
}

/** Where two runs or models side by side are written, below the folder of a pipeline's report. */
export function comparisonPath(folder: string, a: string, b: string): string {
  return join(folder, `${fileSlug(`${a}..${b}`)}${comparisonEnding}`)
}
