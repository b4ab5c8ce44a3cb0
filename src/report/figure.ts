/**
 * Something to look at: what a stage hands over through a `figure` port. It holds no theme; the page that shows it
 * brings one, so the same artifact looks right in light, in dark and in print.
 */
export type Figure = ChartFigure | TableFigure

interface FigureText {
  /** What is seen: the finding, as a sentence without a full stop. */
  readonly title: string
  /** Unit, n and kind of interval. */
  readonly subtitle?: string
  /** The finding in words, for readers who cannot see the chart, and as a caption. */
  readonly description: string
}

/** A chart: a Vega-Lite specification with its data inline under `data.values`. */
export interface ChartFigure extends FigureText {
  readonly type: 'vega-lite'
  readonly spec: Readonly<Record<string, unknown>>
}

/** A table made for reading: metrics beside one another, with intervals. */
export interface TableFigure extends FigureText {
  readonly type: 'table'
  readonly columns: readonly TableFigureColumn[]
  readonly rows: readonly (readonly TableFigureCell[])[]
}

export interface TableFigureColumn {
  readonly label: string
  /** Unit, if any: shown in the header. */
  readonly unit?: string
  readonly align?: 'left' | 'right'
  /** What the column means, one sentence: shown on hover and under the table. */
  readonly meaning?: string
  /** Digits after the decimal point for numbers; 3 when not said. */
  readonly digits?: number
}

/** `muted` greys a cell whose number rests on too few rows; `meaning` explains what a row's first cell names. */
export type TableFigureCell =
  | string
  | number
  | null
  | {
      readonly value: string | number | null
      readonly muted?: boolean
      readonly emphasis?: boolean
      readonly meaning?: string
    }
