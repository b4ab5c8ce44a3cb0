import {
  defineStage,
  type FeatureList,
  type Findings,
  figure,
  json,
  many,
  model,
  optional,
  resolveFeatures,
  table,
} from 'millrace'
import { checkFeatures } from './leak-gate/check-features.ts'
import { checkOdds } from './leak-gate/check-odds.ts'
import { checkKnownAt, checkSharedRows } from './leak-gate/check-rows.ts'
import { checkTrend } from './leak-gate/check-trend.ts'
import { checkedTable, strengthChart } from './leak-gate/figures.ts'
import { type LeakReport, leakChecks, leakReport } from './leak-gate/leak-report.ts'
import { leakGateParams } from './leak-gate/params.ts'
import { observedRows, readGateRows } from './leak-gate/read-training.ts'
import { writeFindings } from './leak-gate/write-findings.ts'

/**
 * Asks whether the features, the rows or a score know more than they should. Each check raises warnings under its own name:
 *
 * `better-than-odds`: a model's log loss lies more than 2 standard errors below that of the closing odds (`odds`, and `predictions` wired).
 * `single-feature-gives-target`: a column alone has AUC or R² above 0.999, or, in a series, its change since the row before has.
 * `pair-gives-target`: a product, ratio, sum or difference of two columns has. `same-period-component`: columns of the same row add up to
 * the target. `name-shares-stem`: a column is named after it. `shared-rows`: test rows, or their `key`, stand among the training rows.
 * `newer-than-cutoff`: a feature was not known before `time` minus `cutoff` (`knownAt`). `trend`: the target runs out of the range
 * of training, where a tree cannot follow; the naive rule's score stands beside.
 *
 * Wire the split's tables, before any resampling. With `time` (and `entity`) rows are series: a column must then tell clearly more than
 * the value before does. Columns are looked at on at most 20,000 training rows drawn by chance, pairs of the 40 strongest.
 *
 * `leaks` has the warnings with the numbers seen, and `count` and `byName` for `checks:` to stop on (`metric: leaks.count, max: 0`).
 * `findings` is for `report.warnings`. What is known to be none is said under `allow`, with the reason, and is listed as allowed.
 */
export default defineStage({
  section: 'leaks',
  inputs: {
    train: table({ tag: 'train' }),
    test: optional(table({ tag: 'test' })),
    features: optional(json<FeatureList>()),
    predictions: optional(table({ tag: 'test' })),
    models: optional(many(model())),
  },
  outputs: { leaks: json<LeakReport>(), findings: json<Findings>(), checked: figure(), strength: figure() },
  params: leakGateParams,

  async run({ inputs, params, seed }) {
    const train = await observedRows(inputs.train)
    const test = inputs.test === undefined ? undefined : await observedRows(inputs.test)
    const resolved = await resolveFeatures(train, inputs.features, params)
    const rows = await readGateRows(train, resolved, params, seed)
    const { checked: ofFeatures, strength } = checkFeatures(rows, resolved, inputs.features, params, seed)
    const found = [
      await checkOdds(inputs.predictions, resolved, params),
      ...ofFeatures,
      await checkSharedRows(train, test, resolved, params),
      await checkKnownAt(test === undefined ? [train] : [train, test], params),
      await checkTrend(train, test, inputs.models ?? {}, resolved, params),
    ]
    const checked = leakChecks.flatMap((name) => found.filter((check) => check.name === name))
    const leaks = leakReport(checked, params.allow, { strength, measure: rows.measure })
    return {
      leaks,
      findings: writeFindings(leaks, checked, params),
      checked: checkedTable(checked, leaks),
      strength: strengthChart(leaks, resolved.target, rows.limit),
    }
  },
})
