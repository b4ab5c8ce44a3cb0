import { parse } from 'vega'
import { compile } from 'vega-lite'
import { describe, expect, it } from 'vitest'
import { chartDocument } from '../../src/report/chart-document.ts'
import type { ChartFigure } from '../../src/report/figure.ts'
import { sampleCharts } from './sample-charts.ts'

describe('the document of a chart', () => {
  const charts = Object.entries(sampleCharts).filter(
    (entry): entry is [string, ChartFigure] => entry[1].type === 'vega-lite',
  )

  it.each(charts)('stands alone as a Vega-Lite specification: %s', (_, figure) => {
    const document = JSON.parse(JSON.stringify(chartDocument(figure)))
    expect(document.title.text.join(' ')).toBe(figure.title)
    expect(document.config.background).toBe('#ffffff')
    expect(() => parse(compile(document).spec)).not.toThrow()
  })
})
