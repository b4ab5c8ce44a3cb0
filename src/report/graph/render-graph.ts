import { type Html, html } from '../html/html.ts'
import { rowsOut } from '../page/rows-out.ts'
import { stateMark } from '../page/state-mark.ts'
import type { ReportModel, StageCard } from '../report-model.ts'
import { duration } from '../text/duration.ts'
import { listWords } from '../text/list-words.ts'
import { layoutGraph } from './layout-graph.ts'

const HEIGHT = 52
/** A drawing of more stages than this shows nothing that the list does not show better. */
const MOST_DRAWN = 120
/** Room of the main column at a window of 1280 pixels. */
const ROOM = 900

/**
 * The pipeline twice: as a drawing for wide windows, and as a list of the stages with what each takes from, for narrow
 * windows and for readers who listen. The style sheet shows one of them.
 */
export function renderGraph({ stages, edges }: ReportModel, anchors: ReadonlyMap<string, string>): Html {
  if (stages.length === 0) return html`<p class="soft">This pipeline has no stages.</p>`
  const above = new Map<string, Set<string>>(stages.map(({ name }) => [name, new Set()]))
  for (const { from, to } of edges) above.get(to)?.add(from)
  const list = stages.map((stage) => item(stage, [...above.get(stage.name)!], anchors))
  if (stages.length > MOST_DRAWN) return html`<ol class="graph-list alone">${list}</ol>\n${legend(stages)}`
  const longest = Math.max(
    ...stages.map((stage) => Math.max(stage.name.length * 7.6 + 46, facts(stage).length * 6.1 + 26)),
    0,
  )
  const nodeWidth = Math.round(Math.min(196, Math.max(136, longest)))
  const layout = layoutGraph(
    stages.map((stage) => stage.name),
    edges,
    { nodeWidth, nodeHeight: HEIGHT, width: ROOM },
  )
  const nodes = stages.map((stage) => {
    const at = layout.nodes.get(stage.name)
    if (at === undefined) return null
    const name = cut(stage.name, Math.floor((nodeWidth - 44) / 7.4))
    return html`<a class="node state-${stage.state}" href="#${anchors.get(stage.name)}" transform="translate(${round(at.x - nodeWidth / 2)} ${round(at.y - HEIGHT / 2)})"><title>${stage.name}: ${stage.state}</title><rect width="${nodeWidth}" height="${HEIGHT}" rx="7"/><g class="node-mark" transform="translate(12 13)">${stateMark(stage.state)}</g><text class="node-name" x="31" y="23.5">${name}</text><text class="node-facts" x="12" y="41">${cut(facts(stage), Math.floor((nodeWidth - 18) / 5.9))}</text></a>\n`
  })
  const lines = layout.lines.map((path) => html`<path d="${path}"/>`)
  return html`<div class="graph-box" tabindex="0" role="region" aria-label="The pipeline, drawn"><svg class="graph" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}"><g class="edges">${lines}</g>
${nodes}</svg></div>
<ol class="graph-list">${list}</ol>
${legend(stages)}`
}

function item(stage: StageCard, from: readonly string[], anchors: ReadonlyMap<string, string>): Html {
  return html`<li><a href="#${anchors.get(stage.name)}">${stateMark(stage.state)}<b>${stage.name}</b></a> <span class="facts">${stage.state === 'cached' ? 'cached · ' : null}${facts(stage)}</span>${from.length === 0 ? null : html`<span class="from">from ${listWords(from)}</span>`}</li>\n`
}

function legend(stages: readonly StageCard[]): Html {
  const states = (['ran', 'cached', 'stale', 'failed', 'blocked', 'skipped'] as const).map((state) => ({
    state,
    count: stages.filter((stage) => stage.state === state).length,
  }))
  const seconds = stages.reduce((total, stage) => total + (stage.seconds ?? 0), 0)
  return html`<p class="legend">${states
    .filter(({ count }) => count > 0)
    .map(
      ({ state, count }) => html`<span>${stateMark(state)}${count} ${state}</span>`,
    )}<span>${duration(seconds)} of work in all</span></p>`
}

function facts(stage: StageCard): string {
  if (stage.state === 'blocked' || stage.state === 'skipped') return stage.state
  const time = stage.seconds === undefined ? [] : [duration(stage.seconds)]
  // Ran and cached are told by the mark, and by the list on narrow windows in words.
  const state = stage.state === 'ran' || stage.state === 'cached' ? [] : [stage.state]
  const rows = rowsOut(stage)
  return [...state, ...time, ...(rows === undefined ? [] : [rows])].join(' · ')
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(1, most - 1))}…`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
