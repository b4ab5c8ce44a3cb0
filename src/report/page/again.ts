import { type Html, html } from '../html/html.ts'
import { shortHash } from '../html/short-hash.ts'
import type { ReportModel } from '../report-model.ts'

/** How to get this again: commands, seed, versions, fingerprints. */
export function again({ reproduce, pipeline }: ReportModel): Html {
  const { commands, seed, versions, fingerprints } = reproduce
  return html`<section id="again" class="again"><h2>How to get this again</h2>
<p>The same code, parameters, data and seed give the same bytes. Run, in the folder of ${pipeline}:</p>
${commands.length === 0 ? null : html`<h3>Commands</h3><pre tabindex="0">${commands.join('\n')}</pre>`}
<div class="columns"><div><h3>Seed and versions</h3><table class="pairs"><tbody>${pair('seed', String(seed))}${versions.map(({ name, value }) => pair(name, value))}</tbody></table></div>
${
  fingerprints.length === 0
    ? null
    : html`<div><h3>Fingerprints</h3><table class="pairs"><tbody>${fingerprints.map(({ stage, fingerprint }) => pair(stage, shortHash(fingerprint)))}</tbody></table></div>`
}</div></section>\n`
}

function pair(name: string, value: Html | string): Html {
  return html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`
}
