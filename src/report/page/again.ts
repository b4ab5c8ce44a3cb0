import { type Html, html } from '../html/html.ts'
import type { ReportModel } from '../report-model.ts'

/** How to get this again: the commands. */
export function again({ reproduce, pipeline }: ReportModel): Html {
  const { commands } = reproduce
  return html`<section id="again" class="again"><h2>How to get this again</h2>
<p>The same code, parameters, data and seed give the same bytes. Run, in the folder of ${pipeline}:</p>
${commands.length === 0 ? null : html`<h3>Commands</h3><pre tabindex="0">${commands.join('\n')}</pre>`}
</section>\n`
}
