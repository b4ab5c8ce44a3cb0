import { count, rows } from '../rig/sample-stages.ts'

const train = `
import { defineStage, model, table } from 'millrace'
import { RandomForest } from 'millrace/ml'

/** A small forest. */
export default defineStage({
  inputs: { rows: table() },
  outputs: { model: model() },
  async run({ inputs, seed }) {
    const labelled = inputs.rows.sql("SELECT value, CASE WHEN value > 6 THEN 'high' ELSE 'low' END AS size FROM self")
    const { features, labels } = await labelled.matrix({ features: ['value'], target: 'size' })
    const model = await RandomForest.fit(features, labels, { nEstimators: 5, seed })
    const training = { digest: await inputs.rows.digest(), rows: features.rows, syntheticRows: 0 }
    return { model: { model, target: 'size', training, params: { nEstimators: 5 } } }
  },
})
`

const chart = `
import { defineStage, figure, table } from 'millrace'

/** Values as bars. */
export default defineStage({
  inputs: { rows: table() },
  outputs: { figure: figure() },
  random: false,
  async run({ inputs }) {
    const values = await inputs.rows.rows()
    const encoding = { x: { field: 'name', type: 'nominal' }, y: { field: 'value', type: 'quantitative' } }
    const spec = { $schema: 'https://vega.github.io/schema/vega-lite/v6.json', data: { values }, mark: 'bar', encoding }
    return { figure: { type: 'vega-lite', title: 'Values rise', description: 'Each value is 1.5 above the last.', spec } }
  },
})
`

/** What the examples of the docblocks are about: a table, a number, a model and a figure. */
export const apiProject = {
  'pipeline.yaml': `name: small
stages:
  rows: { use: stages/rows.ts }
  count: { use: stages/count.ts, in: { rows: rows.table } }
  train: { use: stages/train.ts, in: { rows: rows.table } }
  chart: { use: stages/chart.ts, in: { rows: rows.table } }
`,
  'stages/rows.ts': rows,
  'stages/count.ts': count,
  'stages/train.ts': train,
  'stages/chart.ts': chart,
}
