import { pageSink } from '../card/page-sink.ts'
import { html } from '../html/html.ts'
import { pageFrame } from '../page/page-frame.ts'
import { railFrame, railLink } from '../page/rail.ts'
import { countOf } from '../text/count-of.ts'
import type { OverviewModel } from './overview-model.ts'
import { pipelineAnchors, pipelineEntry } from './pipeline-entry.ts'

/** The page over all pipelines of a project and their runs. The same model gives the same bytes. */
export function renderOverview(model: OverviewModel): Promise<string> {
  const { project, pipelines } = model
  const anchors = pipelineAnchors(pipelines)
  const failing = pipelines.filter(({ runs }) => runs[0]?.result === 'failed').length
  const runs = pipelines.reduce((total, pipeline) => total + pipeline.runs.length, 0)
  const standing = failing === 0 ? '' : ` ${countOf(failing, 'pipeline')} failed in the last run.`
  return pageFrame({
    title: `${project}: pipelines and runs`,
    rail: railFrame(
      project,
      html`<p class="rail-label">Pipelines</p><ul>${pipelines.map(({ name }) => railLink(anchors.get(name)!, name))}</ul>`,
    ),
    main: html`<section id="top" class="opening"><p class="eyebrow">Project ${project}</p><h1>Pipelines and runs</h1>
<p class="question">${countOf(pipelines.length, 'pipeline')} with ${countOf(runs, 'recorded run')}, the one that ran last first.${standing}</p></section>
${pipelines.map((pipeline) => pipelineEntry(pipeline, anchors.get(pipeline.name)!))}`,
    sink: pageSink(),
  })
}
