/** A notebook file from texts: Markdown begins with `md:`, all else is code. */
export function sampleNotebook(cells: readonly string[], metadata: object = denoMetadata): object {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map((cell, i) =>
      cell.startsWith('md:')
        ? { id: `c${i}`, cell_type: 'markdown', metadata: {}, source: cell.slice('md:'.length) }
        : { id: `c${i}`, cell_type: 'code', metadata: {}, source: cell, outputs: [], execution_count: null },
    ),
  }
}

const denoMetadata = { kernelspec: { name: 'deno', display_name: 'Deno', language: 'typescript' } }

/** Five cells that give something, with imports, types, functions and text around them. */
export const rainCells = [
  'md:# Rain in five cells\n\nHow wet is a week?',
  "import { posix } from 'node:path'",
  'md:## The week\n\nMillimetres a day, `null` where the gauge was out.',
  `interface Day {
  name: string
  rain: number | null
}
const week: Day[] = [
  { name: 'Mon', rain: 3 },
  { name: 'Tue', rain: null },
  { name: 'Wed', rain: 8.5 },
]
week.length`,
  'md:## Arithmetic',
  `const limit = 4
/** The mean of numbers. */
function mean(values: number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length
}
const isWet = (day: Day) => (day.rain ?? 0) > limit`,
  'md:## Measured days',
  `// Only what was measured.
const measured = week.filter((day) => day.rain !== null)
const amounts = measured.map((day) => day.rain as number)`,
  'md:## Mean rain\n\nOver the days that were *measured*.',
  `const average = mean(amounts)
const label = \`mean:
  \${average.toFixed(2)}\`
label`,
  `let text = ''
for (const day of week) {
  text += isWet(day) ? \`\${posix.join(day.name, 'wet')} \` : ''
}
const words = text.trim().split(' ')
;({ words, average })`,
  'md:## Weekend',
  `import { readFileSync } from 'node:fs'

const weekend = JSON.parse(readFileSync('data/weekend.json', 'utf8')) as number[]
const wettest = Math.max(...weekend, ...amounts)`,
]

export const weekend = [2, 11.25]
