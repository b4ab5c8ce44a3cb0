import type { ChartFigure } from '../figure.ts'
import type { TableView } from '../report-model.ts'

/** What the cards of a page share while they are written. */
export interface PageSink {
  /** The charts so far: each gets a number, by which the page's script finds its specification. */
  readonly specs: ChartFigure['spec'][]
  /** Rows of tables that stand on no first page: the script shows them when they are paged, sorted or filtered to. */
  readonly rows: TableView['head'][]
  /** Source that already stands on the page, with the name of the stage whose card shows it. */
  readonly code: Map<string, string>
  /** Markup of long folds, which the script puts in when they are opened. */
  readonly folds: string[]
}

export function pageSink(): PageSink {
  return { specs: [], rows: [], code: new Map(), folds: [] }
}
