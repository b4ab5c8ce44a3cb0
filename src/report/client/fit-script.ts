/**
 * How a specification takes the width of its place. One view fills it up to its greatest width; panels stand side by
 * side as many as have room. `tight` says what an earlier attempt learned: by how much it was too wide, how far labels
 * stood over either edge, and in how many columns the legend has to stand.
 */
export const fitScript = `
const PANEL_GAP = 28

function chartSize(spec) {
  return spec.usermeta?.millrace ?? {}
}

function fitSpec(given, room, tight) {
  const spec = structuredClone(given)
  const size = chartSize(spec)
  const narrow = room < 480
  if (spec.facet && spec.spec) {
    const perRow = spec.facet.row || spec.facet.column ? (spec.facet.column ? size.panels ?? 2 : 1) : columnsFor(size, room)
    if (!spec.facet.row && !spec.facet.column) spec.columns = perRow
    const panel = (room - PANEL_GAP * (perRow - 1)) / perRow - (perRow === 1 ? 60 : 30) - tight.slack / perRow
    spec.spec.width = Math.max(120, Math.floor(Math.min(panel, size.max ?? Infinity)))
    if (size.aspect) spec.spec.height = Math.round(spec.spec.width * size.aspect)
    return spec
  }
  if (spec.hconcat || spec.vconcat || spec.concat || spec.repeat) return spec
  if (spec.width !== undefined && spec.width !== 'container') return spec
  spec.width = Math.floor(Math.min(room, size.max ?? Infinity))
  if (size.aspect) spec.height = Math.round(spec.width * size.aspect) - (narrow ? 20 : 40)
  if (tight.left + tight.right > 0) spec.padding = { left: 2 + tight.left, top: 2, bottom: 2, right: 2 + tight.right }
  spec.autosize = { type: size.aspect ? 'fit' : 'fit-x', contains: 'padding' }
  return spec
}

function columnsFor({ min = 220, panels = 1, row = 0 }, room) {
  const most = Math.max(1, Math.min(panels, Math.floor((room - 40 + PANEL_GAP) / (min + PANEL_GAP))))
  if (row > 1 && row <= most) return row
  return Math.ceil(panels / Math.ceil(panels / most))
}
`
