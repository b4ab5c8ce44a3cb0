import type { ChartFigure } from '../figure.ts'

/** What the cards of a page share while they are written. */
export interface PageSink {
  /** The charts so far: each gets a number, by which the page's script finds its specification. */
  readonly specs: ChartFigure['spec'][]
  /** Source that already stands on the page, with the name of the stage whose card shows it. */
  readonly code: Map<string, string>
}
