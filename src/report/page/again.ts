import { type Html, html } from '../html/html.ts'
import type { ReportModel, StageCard } from '../report-model.ts'

const hasChart = ({ outputs }: StageCard) => outputs.some(({ figure }) => figure?.type === 'vega-lite')

/** How to get this again: the commands. */
export function again({ reproduce, pipeline, links, stages }: ReportModel): Html {
  const { commands } = reproduce
  return html`<section id="again" class="again"><h2>How to get this again</h2>
<p>The same code, parameters, data and seed give the same bytes. Run, in the folder of ${pipeline}:</p>
${commands.length === 0 ? null : html`<h3>Commands</h3><pre tabindex="0">${commands.join('\n')}</pre>`}
${links?.charts === undefined || !stages.some(hasChart) ? null : html`<p>Every chart lies beside this page as a Vega-Lite document that stands alone, in <code>${links.charts}</code>.</p>`}</section>\n`
}
