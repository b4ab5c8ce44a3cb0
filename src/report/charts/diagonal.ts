/** The line on which both axes say the same, over `from` to `to`: a layer under what is judged by it. */
export function diagonal(from = 0, to = 1) {
  return {
    data: { values: [{ from, to }] },
    mark: { type: 'rule', style: 'reference' },
    encoding: {
      x: { field: 'from', type: 'quantitative' },
      y: { field: 'from', type: 'quantitative' },
      x2: { field: 'to' },
      y2: { field: 'to' },
    },
  }
}
