import {
  defineStage,
  didYouMean,
  type FeatureList,
  type Findings,
  figure,
  json,
  type Matrix,
  MillraceError,
  model,
  optional,
  syntheticColumn,
  type Table,
  table,
} from 'millrace'
import { type ClarifyAnalysis, clarifyAnalysis } from './bias-report/clarify-analysis.ts'
import { comparisonsOf, metricsChart, metricsTable } from './bias-report/figures.ts'
import { type FacetBias, judgeFacets, type Side } from './bias-report/judge-facet.ts'
import { allMetrics, type BiasReportParams, biasReportParams } from './bias-report/params.ts'
import { ratesChart, ratesTable } from './bias-report/rate-figures.ts'
import { readFacet } from './bias-report/read-facets.ts'
import { featuresOf, type Outcome, outcomeOf } from './bias-report/read-outcome.ts'
import { requireUnseen } from './bias-report/require-unseen.ts'
import { writeFindings } from './bias-report/write-findings.ts'

export interface BiasReportDocument {
  /** The wanted outcome, for reading. */
  readonly outcome: string
  readonly level: number
  readonly minimumGroup: number
  /** Whose signs: `documented` or `code`. */
  readonly sign: BiasReportParams['sign']
  readonly facets: readonly FacetBias[]
}

/** Numbers alone, for checks: `bias.sex.Female.DPPL`, `bias.sex.demographicParity.difference`. */
export type BiasNumbers = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number | null>>>>>>

/**
 * Asks whether a model treats groups of rows differently. Each group that may be at a disadvantage (d) is compared with
 * all other rows (a). Metrics, names and signs are those of Amazon SageMaker Clarify; differences and ratios between all
 * groups are Fairlearn's.
 *
 * `facets` says what divides the rows: values of a column, each against all others unless `disfavoured` names some; a
 * `threshold` of a column of numbers; several `columns`, whose intersections are the groups. One facet of two groups can
 * be written as `facet` and `disfavoured`.
 *
 * Of the labels of the training rows as they were observed (wire them from the split, not from a resampler): class
 * imbalance `CI`, difference in positive proportions `DPL`, the distances `KL`, `JS`, `LP`, `TVD`, `KS`, and, within the
 * groups of `conditionalOn`, `CDDL`. Of the predictions for the test rows: `DPPL`, disparate impact `DI`, `DCA`, `DCR`,
 * the differences in recall `RD`, specificity `SD`, acceptance `DAR`, rejection `DRR` and accuracy `AD`, treatment equality `TE`,
 * `CDDPL`, the flip test `FT` (over numeric features without gaps) and generalized entropy `GE`. Classes in `positive`
 * are the wanted outcome, all others are not; of a numeric target it is an interval.
 *
 * Each but FT has a bootstrap interval, the size of both groups and how to read it; a group of fewer rows than
 * `minimumGroup` is greyed. A difference is not yet an injustice: `findings` sets the gap of the predictions beside that
 * of the outcomes. `analysis` has the same numbers in the shape of Clarify's `analysis.json`, `bias` has them as short
 * paths for `checks:`, such as `bias.sex.Female.DPPL`.
 */
export default defineStage({
  section: 'bias',
  inputs: {
    model: model(),
    train: table({ tag: 'train' }),
    test: table({ tag: 'test' }),
    features: optional(json<FeatureList>()),
  },
  outputs: {
    metrics: json<BiasReportDocument>(),
    analysis: json<ClarifyAnalysis>(),
    bias: json<BiasNumbers>(),
    chart: figure(),
    table: figure(),
    rates: figure(),
    ratesTable: figure(),
    findings: json<Findings>(),
  },
  params: biasReportParams,

  async run({ inputs, params, seed }) {
    const [train, test] = [await inputs.train.materialize(), await inputs.test.materialize()]
    if ((await train.columns()).some(({ name }) => name === syntheticColumn)) {
      throw new MillraceError('E_PARAMS', 'The training rows hold synthetic ones, which say nothing of the labels.', {
        hint: 'Wire `train` from the split.',
      })
    }
    await requireUnseen(inputs.model, test)
    const wanted = wantedMetrics(params)
    const outcome = outcomeOf(inputs.model, params, inputs.features)
    const learnt = await sideOf(train, outcome, params)
    const judged = await sideOf(test, outcome, params)
    const features = await featuresOf(test, inputs.model)
    const numbers = wanted.has('FT') ? numericOf(features, inputs.model.model.categories ?? {}, params) : undefined

    const predicted = outcome.predicted(features)
    const facets = judgeFacets(learnt, { ...judged, predicted, features: numbers }, outcome, params, seed).map(
      (facet): FacetBias => ({
        ...facet,
        groups: facet.groups.map((group) => ({
          ...group,
          metrics: [...wanted].flatMap((name) => group.metrics.filter(({ metric }) => metric === name)),
        })),
      }),
    )
    const { sign, minimumGroup, bootstrap } = params
    return {
      metrics: { outcome: outcome.text, level: bootstrap.level, minimumGroup, sign, facets: asJson(facets) },
      analysis: clarifyAnalysis(facets, outcome.target, outcome.positive),
      bias: numbersOf(facets),
      chart: metricsChart(facets, params),
      table: metricsTable(facets, params),
      rates: ratesChart(facets, outcome.text, params),
      ratesTable: ratesTable(facets, params),
      findings: writeFindings(facets, outcome.text, params),
    }
  },
})

function wantedMetrics(params: BiasReportParams): Set<string> {
  const known: readonly string[] = allMetrics.filter(
    (metric) => params.conditionalOn !== undefined || !metric.startsWith('CDD'),
  )
  for (const metric of params.metrics ?? []) {
    if (known.includes(metric)) continue
    throw new MillraceError('E_PARAMS', `There is no bias metric "${metric}".`, {
      hint: metric.startsWith('CDD')
        ? 'It compares within the groups of a column: name it as `conditionalOn`.'
        : didYouMean(metric, known),
    })
  }
  return new Set(params.metrics ?? known)
}

async function sideOf(rows: Table, outcome: Outcome, params: BiasReportParams): Promise<Side> {
  const { facet, disfavoured, labels: names, sign, conditionalOn } = params
  const specs = params.facets ?? { [facet as string]: { disfavoured } }
  const facets = []
  for (const [name, spec] of Object.entries(specs)) facets.push(await readFacet(rows, name, spec, { names, sign }))
  const subgroup =
    conditionalOn === undefined ? undefined : (await readFacet(rows, conditionalOn, {}, { names, sign })).labels
  return { outcome: await outcome.of(rows), facets, subgroup }
}

/** What the flip test may compare rows by: numbers without gaps that are no facet. */
function numericOf(
  features: Matrix,
  categories: Readonly<Record<string, unknown>>,
  { facet, facets }: BiasReportParams,
): Matrix | undefined {
  const dividing = new Set([facet, ...Object.entries(facets ?? {}).flatMap(([name, { columns = name }]) => columns)])
  const columnOf = (j: number) => features.data.subarray(j * features.rows, (j + 1) * features.rows)
  const kept = features.names.flatMap((name, j) =>
    Object.hasOwn(categories, name) || dividing.has(name) || columnOf(j).some(Number.isNaN) ? [] : [j],
  )
  if (kept.length === 0) return undefined
  const data = new Float64Array(kept.length * features.rows)
  for (const [place, j] of kept.entries()) data.set(columnOf(j), place * features.rows)
  return { rows: features.rows, columns: kept.length, names: kept.map((j) => features.names[j] as string), data }
}

/** JSON has no infinity and no NaN: Clarify writes infinity as text, here it is null with the reason. */
function asJson(facets: readonly FacetBias[]): FacetBias[] {
  const plain = JSON.parse(JSON.stringify(facets)) as FacetBias[]
  return plain.map((facet, f) => ({
    ...facet,
    groups: facet.groups.map((group, g) => ({
      ...group,
      metrics: group.metrics.map((metric, m) => {
        const value = facets[f]?.groups[g]?.metrics[m]?.value ?? null
        const interval = metric.interval?.every((end) => end !== null) ? metric.interval : null
        if (value === null || Number.isFinite(value)) return { ...metric, interval }
        return { ...metric, interval, error: `The value is ${value > 0 ? 'infinite' : 'minus infinite'}.` }
      }),
    })),
  }))
}

function numbersOf(facets: readonly FacetBias[]): BiasNumbers {
  const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null)
  const pair = ({ difference, ratio }: { readonly difference: number; readonly ratio: number }) => ({
    difference: finite(difference),
    ratio: finite(ratio),
  })
  return Object.fromEntries(
    facets.map(({ name, groups, disparities }) => [
      name,
      {
        demographicParity: pair(disparities.demographicParity),
        equalizedOdds: pair(disparities.equalizedOdds),
        equalOpportunity: pair(disparities.equalOpportunity),
        ...Object.fromEntries(
          comparisonsOf([{ name, groups, disparities }]).map((group) => [
            group.name,
            Object.fromEntries(group.metrics.map(({ metric, value }) => [metric, finite(value)])),
          ]),
        ),
      },
    ]),
  )
}
