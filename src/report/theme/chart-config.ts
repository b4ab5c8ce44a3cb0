import { textFont } from './fonts.ts'
import type { Palette } from './palette.ts'

/**
 * Okabe and Ito's colours, told apart by colour-blind readers, in their order; only yellow goes to the end, since a
 * yellow line on white is hard to see.
 */
const CATEGORIES = ['#E69F00', '#56B4E9', '#009E73', '#0072B2', '#D55E00', '#CC79A7', '#F0E442', '#999999']

/** On a dark page the two darkest colours are lifted. */
const CATEGORIES_ON_DARK = ['#E69F00', '#56B4E9', '#1FBE91', '#4D9FDB', '#F07B2E', '#DE97BF', '#F0E442', '#A8A8A8']

/** The one Vega-Lite configuration of all charts, in the colours of a theme. Named styles are what chart builders use. */
export function chartConfig(palette: Palette, dark: boolean): Record<string, unknown> {
  const { ink, soft, line, lineStrong, accent, context, page } = palette
  const label = { font: textFont, fontSize: 12, color: soft, fontWeight: 400 }
  const strong = { font: textFont, fontSize: 13, color: ink, fontWeight: 400 }
  return {
    background: null,
    font: textFont,
    aria: false,
    padding: 2,
    locale: {
      number: { decimal: '.', thousands: ',', grouping: [3], currency: ['', ''], percent: '\u00a0%', minus: '−' },
    },
    view: { stroke: null, continuousWidth: 320, continuousHeight: 240 },
    axis: {
      labelColor: soft,
      labelFontSize: 12,
      titleColor: soft,
      titleFontSize: 12,
      titleFontWeight: 400,
      titlePadding: 10,
      gridColor: line,
      gridWidth: 1,
      domainColor: lineStrong,
      domainWidth: 1,
      tickColor: lineStrong,
      tickSize: 4,
      labelPadding: 5,
      labelLimit: 220,
      labelOverlap: true,
      labelBound: false,
    },
    axisY: { domain: false, ticks: false, labelPadding: 8 },
    axisX: { grid: true },
    legend: {
      orient: 'top',
      direction: 'horizontal',
      title: null,
      labelColor: ink,
      labelFontSize: 13,
      labelLimit: 300,
      symbolStrokeWidth: 3,
      symbolSize: 110,
      columnPadding: 18,
      rowPadding: 4,
      offset: 12,
      titleColor: soft,
      titleFontSize: 12,
      titleFontWeight: 400,
    },
    header: {
      labelColor: ink,
      labelFontSize: 13,
      labelFontWeight: 600,
      labelPadding: 10,
      titleColor: soft,
      labelLimit: 320,
    },
    title: { color: ink, fontSize: 14, fontWeight: 600, anchor: 'start', subtitleColor: soft },
    facet: { spacing: 28 },
    concat: { spacing: 28 },
    mark: { color: accent },
    bar: { color: accent },
    rect: { color: accent },
    area: { color: accent },
    point: { color: accent, size: 50 },
    circle: { color: accent },
    line: { color: accent, strokeWidth: 2 },
    rule: { color: lineStrong },
    tick: { color: accent },
    boxplot: { rule: { color: lineStrong }, median: { color: page } },
    errorbar: { color: lineStrong },
    text: { font: textFont, color: ink },
    range: {
      category: dark ? CATEGORIES_ON_DARK : CATEGORIES,
      ordinal: [context, accent],
      ramp: palette.ramp,
      heatmap: palette.ramp,
      diverging: palette.diverging,
    },
    // Vega-Lite looks for `color` in a style before it falls back to the mark's own colour; `fill` and `stroke` come too late.
    style: {
      text: { fontSize: 12 },
      accent: { color: accent },
      'accent-soft': { color: palette.accentSoft },
      context: { color: context },
      'value-label': { ...label, color: ink, baseline: 'middle' },
      'row-label': { ...strong, baseline: 'middle' },
      'muted-label': { ...strong, color: soft, baseline: 'middle' },
      'side-label': { ...label, baseline: 'middle' },
      cell: { stroke: page, strokeWidth: 3 },
      'cell-count': { ...strong, fontSize: 17, fontWeight: 600, align: 'center', baseline: 'middle' },
      'cell-share': { ...strong, fontSize: 12, align: 'center', baseline: 'middle' },
      reference: { color: soft, strokeWidth: 1, strokeDash: [4, 4] },
      zero: { color: soft, strokeWidth: 1.5 },
      curve: { strokeWidth: 2, strokeJoin: 'round' },
      'faint-curve': { strokeWidth: 1.5, strokeOpacity: 0.55 },
      interval: { strokeWidth: 2, strokeCap: 'round', color: soft },
      'ink-line': { color: ink, strokeWidth: 1.5 },
      dot: { size: 75, fillOpacity: 1, strokeWidth: 0 },
      'accent-line': { color: accent },
      'accent-dot': { color: accent },
      'quiet-line': { color: soft },
      'quiet-dot': { color: soft },
      'muted-line': { color: context },
      'muted-dot': { color: context },
      timeline: { stroke: page, strokeWidth: 0.5 },
    },
  }
}
