import { chartDocument } from '../chart-document.ts'
import type { ChartSize } from '../charts/chart-figure.ts'
import type { ChartFigure } from '../figure.ts'

const gap = 28
/** What the axes beside a panel take, about. */
const margin = { one: 60, many: 34 }

type Spec = Readonly<Record<string, unknown>>

/**
 * A chart as a notebook takes it: a Vega-Lite document of a fixed width. What fills its place on a page would have none in an
 * output of a notebook, which is as wide as what is in it: one view gets the width, and panels break into rows.
 * @param width in pixels
 */
export function notebookChart(figure: ChartFigure, width = 720): Spec {
  const document = chartDocument(figure)
  const size = (document.usermeta as { readonly millrace?: ChartSize } | undefined)?.millrace ?? {}
  if (typeof document.facet === 'object' && typeof document.spec === 'object') return facets(document, size, width)
  const isOne = !['concat', 'hconcat', 'vconcat', 'repeat'].some((name) => name in document)
  const isOpen = document.width === undefined || document.width === 'container'
  return isOne && isOpen ? { ...document, ...sized(document, size, Math.min(width, size.max ?? width)) } : document
}

function facets(document: Spec, size: ChartSize, width: number): Spec {
  const facet = document.facet as Spec
  const isGrid = facet.row !== undefined || facet.column !== undefined
  const columns = isGrid ? (facet.column === undefined ? 1 : (size.panels ?? 2)) : columnsFor(size, width)
  const room = (width - gap * (columns - 1)) / columns - (columns === 1 ? margin.one : margin.many)
  const spec = document.spec as Spec
  const panel = Math.max(120, Math.floor(Math.min(room, size.max ?? Infinity)))
  return { ...document, ...(isGrid ? {} : { columns }), spec: { ...spec, ...sized(spec, size, panel) } }
}

function sized(spec: Spec, { aspect }: ChartSize, width: number): Spec {
  return { width, ...(aspect === undefined ? {} : { height: Math.round(width * aspect) }), ...heightOf(spec, aspect) }
}

/** A chart that says nothing of its height would be as high as Vega-Lite's default, which is low for this width. */
function heightOf({ height, encoding }: Spec, aspect: number | undefined): Spec {
  const y = (encoding as { readonly y?: { readonly type?: string } } | undefined)?.y
  return height !== undefined || aspect !== undefined || y?.type !== 'quantitative' ? {} : { height: 280 }
}

function columnsFor({ min = 220, panels = 1, row = 0 }: ChartSize, width: number): number {
  const most = Math.max(1, Math.min(panels, Math.floor((width - 40 + gap) / (min + gap))))
  return row > 1 && row <= most ? row : Math.ceil(panels / Math.ceil(panels / most))
}
