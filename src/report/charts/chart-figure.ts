import type { ChartFigure } from '../figure.ts'

export interface ChartParts {
  readonly title: string
  readonly subtitle: string
  readonly description: string
  readonly spec: Readonly<Record<string, unknown>>
  /** How the page may size it; the same hints hold for the one view or for each panel. */
  readonly size?: ChartSize
}

export interface ChartSize {
  /** Least width of a panel in pixels: decides how many stand side by side. */
  readonly min?: number
  readonly max?: number
  /** Height by width. Without it the height in the specification holds. */
  readonly aspect?: number
  readonly panels?: number
  /** Panels that belong together in a row. */
  readonly row?: number
}

/**
 * A chart without a theme: colours come from named styles and scale ranges of the page's configuration, so that the
 * same artifact is drawn in light, in dark and on paper. Labels in layers named `haloed-…` are set off from lines behind.
 */
export function chartFigure({ title, subtitle, description, spec, size }: ChartParts): ChartFigure {
  return {
    type: 'vega-lite',
    title,
    subtitle,
    description,
    spec: {
      $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
      ...(size === undefined ? {} : { usermeta: { millrace: size } }),
      ...spec,
    },
  }
}
