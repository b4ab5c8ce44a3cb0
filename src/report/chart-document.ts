import type { ChartFigure } from './figure.ts'
import { chartConfig } from './theme/chart-config.ts'
import { lightPalette } from './theme/palette.ts'

/**
 * A chart as a Vega-Lite document that stands alone: with its title, subtitle and the light theme, so that any Vega-Lite
 * editor draws what the page draws.
 *
 * @example
 * chartDocument(reliability({ curves })).$schema // 'https://vega.github.io/schema/vega-lite/v6.json'
 */
export function chartDocument({ title, subtitle, description, spec }: ChartFigure): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = spec
  return {
    ...($schema === undefined ? {} : { $schema }),
    title: { text: lines(title, 80), ...(subtitle === undefined ? {} : { subtitle: lines(subtitle, 110) }) },
    description,
    ...rest,
    config: { ...chartConfig(lightPalette, false), background: lightPalette.page, padding: 16 },
  }
}

/** Vega-Lite does not wrap a title. */
function lines(text: string, most: number): readonly string[] {
  const found = ['']
  for (const word of text.split(' ')) {
    const line = found.at(-1)!
    if (line !== '' && line.length + 1 + word.length > most) found.push(word)
    else found[found.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return found
}
