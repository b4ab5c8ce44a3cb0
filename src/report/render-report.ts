import { pageSink } from './card/page-sink.ts'
import { renderGraph } from './graph/render-graph.ts'
import { html } from './html/html.ts'
import { again } from './page/again.ts'
import { groupStages } from './page/group-stages.ts'
import { opening } from './page/opening.ts'
import { pageFrame } from './page/page-frame.ts'
import { provenance } from './page/provenance.ts'
import { rail } from './page/rail.ts'
import { stageAnchors } from './page/stage-anchors.ts'
import { stageSections } from './page/stage-sections.ts'
import type { ReportModel } from './report-model.ts'

/**
 * A pipeline's page: one HTML file that opens from disk without network. The same model gives the same bytes. Its parts
 * come in the order of a reader's questions: what was asked and answered, warnings, how it hangs together, then the
 * stages from data to leaks, and how to get it again.
 */
export async function renderReport(model: ReportModel): Promise<string> {
  const groups = groupStages(model.stages)
  // Cards are numbered as they stand on the page.
  const anchors = stageAnchors(model.stages)
  const sink = pageSink()
  const sections = stageSections(groups, anchors, sink)
  return pageFrame({
    title: `${model.title}: report`,
    rail: rail(model, groups, anchors),
    main: html`${opening(model, anchors)}<section id="pipeline"><h2>Pipeline</h2>
${renderGraph(model, anchors)}</section>
${sections}${again(model)}${provenance(model)}`,
    sink,
  })
}
