import { type Html, html } from '../html/html.ts'
import { shortHash } from '../html/short-hash.ts'
import type { Provenance, ReportModel, StageState } from '../report-model.ts'
import { countOf } from '../text/count-of.ts'
import { listWords } from '../text/list-words.ts'

/** Where the results come from: in words what ran and what was reused, and folded the digests and versions. */
export function provenance({ stages, provenance: known }: ReportModel): Html {
  const { seed, versions, environment, inputs, fingerprints, evidence } = known
  return html`<section id="provenance" class="provenance"><h2>Provenance</h2>
<p>${whatRan(stages)} ${whichCode(known)}The evidence document of the newest run is <code>${evidence}</code>.</p>
${fold('Seed and versions', `seed ${seed}`, [pair('seed', String(seed)), ...versions.map(({ name, value }) => pair(name, value))])}
${fold(
  'Inputs',
  countOf(inputs.length, 'digest'),
  inputs.map(({ stage, from, digest }) =>
    pair(html`<code>${from}</code> <span class="soft">in ${stage}</span>`, shortHash(digest)),
  ),
)}
${fold(
  'Environment',
  `${countOf(environment.length, 'value')}, by digest`,
  environment.map(({ name, digest }) =>
    pair(html`<code>${name}</code>`, digest === null ? 'not set' : shortHash(digest)),
  ),
)}
${fold(
  'Fingerprints',
  countOf(fingerprints.length, 'stage'),
  fingerprints.map(({ stage, fingerprint }) => pair(stage, shortHash(fingerprint))),
)}</section>\n`
}

const PHRASES: Readonly<Record<StageState, string>> = {
  ran: 'ran',
  cached: 'reused (nothing that they are made of has changed)',
  failed: 'failed',
  blocked: 'not run because of that',
  skipped: 'skipped',
  stale: 'not up to date',
}

/** `Of 9 stages: 2 ran and 7 reused (…).` */
function whatRan(stages: ReportModel['stages']): string {
  const counts = (Object.keys(PHRASES) as StageState[]).flatMap((state) => {
    const count = stages.filter((stage) => stage.state === state).length
    return count === 0 ? [] : [`${count} ${PHRASES[state]}`]
  })
  return counts.length === 0 ? '' : `Of ${countOf(stages.length, 'stage')}: ${listWords(counts)}.`
}

function whichCode({ commit, dirty }: Provenance): Html | null {
  if (commit === undefined) return null
  const state = dirty === true ? ', with changes that are not in it' : dirty === false ? ', unchanged' : ''
  return html`The code is that of commit ${shortHash(commit)}${state}. `
}

function fold(title: string, note: string, rows: readonly Html[]): Html | null {
  if (rows.length === 0) return null
  return html`<details class="fold"><summary>${title} <span class="fold-note">${note}</span></summary><table class="pairs"><tbody>${rows}</tbody></table></details>`
}

function pair(name: Html | string, value: Html | string): Html {
  return html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`
}
