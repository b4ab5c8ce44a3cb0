/** How a panel of rows of groups is laid out: see `groupPanel`. */
export interface GroupPanel {
  readonly rows: number
  readonly sort: readonly string[]
  readonly x: { readonly title: string; readonly domain: readonly number[]; readonly labelExpr: string }
  /** A line through all rows: the field by which it lies, and its data where they are others than the points'. */
  readonly rule: { readonly data?: object; readonly field: string; readonly style: string; readonly aggregate?: string }
  readonly tooltip: readonly object[]
}

/**
 * One panel of a chart by groups: a row a group, its name above its point with an interval, its value beside. Rows have
 * the fields `row`, `value`, `from`, `to`, `said` and `standing` (`apart`, `alike` or `muted`).
 */
export function groupPanel({ rows, sort, x, rule, tooltip }: GroupPanel): Record<string, unknown> {
  return {
    height: rows * 40 + 6,
    encoding: {
      y: { field: 'row', type: 'nominal', sort: [...sort], axis: null, scale: { paddingOuter: 0.2 } },
      x: {
        field: 'value',
        type: 'quantitative',
        title: x.title,
        scale: { domain: x.domain, nice: false },
        axis: { tickCount: 4, grid: false, labelExpr: x.labelExpr },
      },
    },
    layer: [
      {
        ...(rule.data === undefined ? {} : { data: rule.data }),
        mark: { type: 'rule', style: rule.style },
        encoding: {
          x: {
            field: rule.field,
            type: 'quantitative',
            ...(rule.aggregate === undefined ? {} : { aggregate: rule.aggregate }),
          },
          y: { value: 0 },
          y2: { value: rows * 40 + 6 },
        },
      },
      ...points('apart', 'accent', tooltip),
      ...points('alike', 'quiet', tooltip),
      ...points('muted', 'muted', tooltip),
      value(`datum.value < ${middle(x.domain)}`, 'left', 8, 'to'),
      value(`datum.value >= ${middle(x.domain)}`, 'right', -8, 'from'),
      name("datum.standing !== 'muted'", 'row-label'),
      name("datum.standing === 'muted'", 'muted-label'),
    ],
  }
}

/** What is said in words of a point that is greyed in the chart. */
export function stand(muted: boolean): string {
  return muted ? ' (too few rows)' : ''
}

function middle(domain: readonly number[]): number {
  return ((domain[0] ?? 0) + (domain[1] ?? 0)) / 2
}

function points(standing: string, kind: string, tooltip: readonly object[]) {
  const transform = [{ filter: `datum.standing === '${standing}'` }]
  return [
    {
      transform,
      mark: { type: 'rule', style: ['interval', `${kind}-line`], yOffset: 8 },
      encoding: { x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
    },
    {
      transform,
      mark: { type: 'point', filled: true, style: ['dot', `${kind}-dot`], yOffset: 8 },
      encoding: { tooltip },
    },
  ]
}

/** The value stands on the side of its interval where the panel has more room. */
function value(filter: string, align: string, dx: number, end: string) {
  return {
    name: `haloed-${end}`,
    transform: [{ filter }],
    mark: { type: 'text', style: 'value-label', align, dx, yOffset: 8 },
    encoding: { text: { field: 'said' }, x: { field: end, type: 'quantitative' } },
  }
}

function name(filter: string, style: string) {
  return {
    name: `haloed-${style}`,
    transform: [{ filter }],
    mark: { type: 'text', style, align: 'left', dy: -9 },
    encoding: { text: { field: 'row' }, x: { value: 0 } },
  }
}
