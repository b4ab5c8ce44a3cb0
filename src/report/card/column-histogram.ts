import { type Html, html } from '../html/html.ts'

const WIDTH = 72
const HEIGHT = 22

/** The distribution of a numeric column as bars from zero, small enough for a table's head. */
export function columnHistogram(counts: readonly number[], label: string): Html {
  const most = Math.max(...counts, 1)
  const step = WIDTH / counts.length
  const path = counts
    .map((count, index) => {
      const height = count === 0 ? 0 : Math.max(1, (count / most) * HEIGHT)
      return `M${at(index * step)} ${HEIGHT}v${at(-height)}h${at(step - 1)}v${at(height)}z`
    })
    .join('')
  return html`<svg class="histogram" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}"><path d="${path}"/></svg>`
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10)
}
