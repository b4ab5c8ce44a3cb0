import { type Html, html } from '../html/html.ts'
import type { ModelView } from '../report-model.ts'
import { thousands } from '../text/thousands.ts'

/** What a model is, what it learned from, and which columns it reads. */
export function modelView(model: ModelView): Html {
  const facts: readonly { name: string; value: string }[] = [
    { name: 'learner', value: model.learner },
    { name: 'target', value: model.target },
    { name: 'classes', value: model.classes.length === 0 ? '—' : model.classes.join(', ') },
    { name: 'training rows', value: thousands(model.trainingRows) },
    ...model.facts,
  ]
  const names = model.featureNames
  return html`<dl class="facts">${facts.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${names.length === 0 ? null : html`<details class="fold"><summary>Features <span class="fold-note">${thousands(names.length)}</span></summary><div class="fold-body"><p class="feature-list">${names.map((name) => html`<code>${name}</code> `)}</p></div></details>`}`
}
