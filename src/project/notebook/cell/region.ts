/**
 * Comments around the code that came from a cell, which editors fold: by them `millrace notebook` finds the cell again.
 *
 *     // #region cell 3: Mean price
 *     const shown = mean(prices)
 *     // #endregion shown
 *
 * Which of the code cells it was, and the heading above it; a word after `#endregion` is the name that its last expression got.
 */
export function regionText(code: string, cell: number, heading: string | undefined, shown?: string): string {
  const title = heading === undefined ? '' : `: ${heading}`
  return `// #region cell ${cell}${title}\n${code}\n// #endregion${shown === undefined ? '' : ` ${shown}`}`
}

/** A region of a file: its lines from `from` up to but not with `to`, counted from 0. */
export interface Region {
  /** Which of the notebook's code cells it was. */
  readonly number: number
  readonly heading: string | undefined
  readonly shown: string | undefined
  readonly from: number
  readonly to: number
}

/** The regions of a file that came from cells. Regions inside of them are the cell's own. */
export function regionsOf(text: string): Region[] {
  const regions: Region[] = []
  let open: Pick<Region, 'number' | 'heading' | 'from'> | undefined
  let depth = 0
  for (const [i, line] of text.split('\n').entries()) {
    const begin = /^\s*\/\/ #region\b(?: cell (\d+)(?:: (.*))?$)?/.exec(line)
    const end = /^\s*\/\/ #endregion(?: (\w+))?/.exec(line)
    if (begin !== null) {
      const isCell = begin[1] !== undefined
      if (open === undefined && isCell) open = { number: Number(begin[1]), heading: begin[2]?.trim(), from: i + 1 }
      else if (open !== undefined) depth++
    } else if (end !== null && open !== undefined) {
      if (depth > 0) depth--
      else {
        regions.push({ ...open, shown: end[1], to: i })
        open = undefined
      }
    }
  }
  return regions
}

/** What stands in the docblock of a stage whose cell had no text above it: a report says something of each stage. */
export const noText = (cell: number, notebook: string) => `Code cell ${cell} of ${notebook}.`
export const withoutText = /^Code cell \d+ of .+\.ipynb\.$/
