import type { PageSink } from './card/page-sink.ts'
import { stageCard } from './card/stage-card.ts'
import { chartDataScript } from './client/chart-data-script.ts'
import { chartScript } from './client/chart-script.ts'
import { fitScript } from './client/fit-script.ts'
import { pageScript } from './client/page-script.ts'
import { vegaLibraries } from './client/vega-libraries.ts'
import { renderGraph } from './graph/render-graph.ts'
import { dataScript } from './html/data-script.ts'
import { html } from './html/html.ts'
import { rawHtml } from './html/raw-html.ts'
import { again } from './page/again.ts'
import { opening } from './page/opening.ts'
import { pageHead } from './page/page-head.ts'
import { provenance } from './page/provenance.ts'
import { rail } from './page/rail.ts'
import { stageAnchors } from './page/stage-anchors.ts'
import type { ReportModel } from './report-model.ts'
import { chartConfig } from './theme/chart-config.ts'
import { darkPalette, lightPalette } from './theme/palette.ts'

/**
 * A pipeline's page: one HTML file that opens from disk without network. The same model gives the same bytes.
 *
 *     model → cards (gather the charts) → libraries, if there are charts → head with a policy for exactly these scripts
 */
export async function renderReport(model: ReportModel): Promise<string> {
  const anchors = stageAnchors(model.stages)
  const sink: PageSink = { specs: [], code: new Map() }
  const cards = model.stages.map((stage, index) => stageCard(stage, index + 1, anchors, sink))
  const charts = sink.specs.length > 0
  const script = charts ? pageScript + fitScript + chartScript + chartDataScript : pageScript
  return html`<!doctype html>
<html lang="en">
<head>
${pageHead(`${model.title}: report`, script)}</head>
<body>
<a class="skip" href="#main">To the content</a>
<div class="frame">
${rail(model, anchors)}
<main id="main">
${opening(model, anchors)}<section id="pipeline"><h2>Pipeline</h2>
${renderGraph(model, anchors)}</section>
<section class="stages" aria-label="Stages"><h2>Stages</h2>
${cards}</section>
${again(model)}${provenance(model)}</main>
</div>
${charts ? [dataScript('chart-specs', sink.specs), dataScript('chart-configs', configs()), await vegaLibraries()] : null}<script type="module">${rawHtml(script)}</script>
</body>
</html>
`.markup
}

function configs() {
  return { light: chartConfig(lightPalette, false), dark: chartConfig(darkPalette, true) }
}
