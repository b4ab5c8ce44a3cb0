import { parse } from 'vega'
import { compile } from 'vega-lite'
import { describe, expect, it } from 'vitest'
import type { ChartFigure } from '../../../src/report/figure.ts'
import { notebookChart } from '../../../src/report/notebook/notebook-chart.ts'
import { sampleCharts } from '../sample-charts.ts'

const charts = Object.entries(sampleCharts).filter(
  (entry): entry is [string, ChartFigure] => entry[1].type === 'vega-lite',
)

describe('a chart in a notebook', () => {
  it.each(charts)('has a width of its own, and no more panels in a row than fit: %s', (_, figure) => {
    const document = JSON.parse(JSON.stringify(notebookChart(figure, 720)))
    expect(() => parse(compile(document).spec)).not.toThrow()
    const panel = document.facet === undefined ? document : document.spec
    if (document.hconcat || document.vconcat || document.concat) return
    expect(panel.width).toBeTypeOf('number')
    expect(panel.width * (document.columns ?? 1)).toBeLessThanOrEqual(720)
  })

  it('keeps the width and the height that a chart has', () => {
    const spec = { data: { values: [] }, width: 111, height: 99, mark: 'bar', encoding: {} }
    const figure: ChartFigure = { type: 'vega-lite', title: 't', description: 'd', spec }
    expect(notebookChart(figure)).toMatchObject({ width: 111, height: 99 })
  })

  it('is not lower than can be read where nothing is said of its height', () => {
    const encoding = { x: { field: 'a', type: 'quantitative' }, y: { field: 'b', type: 'quantitative' } }
    const spec = { data: { values: [] }, mark: 'point', encoding }
    const figure: ChartFigure = { type: 'vega-lite', title: 't', description: 'd', spec }
    expect(notebookChart(figure)).toMatchObject({ width: 720, height: 280 })
  })
})
