import type { ChartFigure } from '../../report/figure.ts'

/** A chart of a table: words, and a Vega-Lite specification without its data; see `PipelineTable.chart`. */
export interface TableChart {
  /** What is seen, as a sentence without a full stop. */
  readonly title: string
  /** Unit and number of rows. */
  readonly subtitle?: string
  /** The finding in words, for readers who cannot see the chart; default: the title. */
  readonly description?: string
  /** `mark` or `layer` or `facet`, `encoding`, `width`, `height` and all else that Vega-Lite knows. */
  readonly [property: string]: unknown
}

/** The figure of a chart: rows are its data, also where it has layers or panels. */
export function tableChart(
  { title, subtitle, description = title, ...spec }: TableChart,
  values: readonly object[],
): ChartFigure {
  return {
    type: 'vega-lite',
    title,
    ...(subtitle === undefined ? {} : { subtitle }),
    description,
    spec: { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', ...spec, data: { values } },
  }
}
