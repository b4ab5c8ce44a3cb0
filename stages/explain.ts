import {
  defineStage,
  deriveSeed,
  didYouMean,
  type FeatureList,
  type Findings,
  figure,
  json,
  type Matrix,
  MillraceError,
  model,
  optional,
  table,
} from 'millrace'
import { explainModel, type Model, type PartialDependence, partialDependence, permutationImportance } from 'millrace/ml'
import { contributionsTable } from './explain/contributions-table.ts'
import {
  beeswarmFigure,
  dependenceFigure,
  examplesFigure,
  globalFigure,
  permutationFigure,
  type Shown,
} from './explain/figures.ts'
import { type ImportanceDocument, importanceDocument } from './explain/importance-document.ts'
import { judgeRows } from './explain/judge-rows.ts'
import { type ExplainParams, explainParams } from './explain/params.ts'
import { pickExamples } from './explain/pick-examples.ts'
import { readBackground, readExplained } from './explain/read-explained.ts'
import { writeFindings } from './explain/write-findings.ts'

/**
 * Says why a model says what it says of the test rows.
 *
 * Each row's prediction is taken apart into contributions of the features, Shapley values, which add up to it: exactly for
 * forests, boosting and weighted sums, by sampling for any other model. Contributions to columns that were made of a
 * feature (categories, marks of gaps) are those of the feature. `background` is rows that stand for what is usual, best the
 * training rows as they were observed; trees need none, unless `method` is `interventional`. Of a calibrated model the one
 * within is explained.
 *
 * Beside them stand permutation importance (how much worse the model gets when a column is shuffled: what it needs, rather than
 * what it looks at), what training says, and partial dependence: what the model says as one feature changes.
 *
 * Gives `importance` with all of it, whose `additivity.largestGap` a check should bound; `contributions`, a row for each row and
 * class; charts: `overall`, `beeswarm`, `permutation`, `dependence`, and `examples`, a typical row, a wrong one and a borderline
 * one. With `reference`, the `importance` of an earlier run, it measures whether the model now rests on other features.
 */
export default defineStage({
  section: 'explanations',
  inputs: {
    model: model(),
    test: table({ tag: 'test' }),
    background: optional(table()),
    features: optional(json<FeatureList>()),
    reference: optional(json<ImportanceDocument>()),
  },
  outputs: {
    findings: json<Findings>(),
    overall: figure(),
    beeswarm: figure(),
    dependence: figure(),
    examples: figure(),
    permutation: figure(),
    importance: json<ImportanceDocument>(),
    contributions: table({ tag: 'test' }),
  },
  params: explainParams,

  async run({ inputs, params, seed }) {
    const fitted = inputs.model.model
    const target = params.target ?? inputs.features?.target ?? inputs.model.target
    const test = await inputs.test.materialize()
    const explained = await readExplained(test, fitted, target, params, seed)
    const background = await readBackground(inputs.background, fitted, params, seed)
    const { features, actual } = explained

    const { method, rounds } = params
    const options = { method, rounds, background, seed: deriveSeed(seed, 'explain') }
    const explanation = explainModel(fitted, features, options)
    const focus = focusOf(fitted, params)
    const k = Math.max(0, explanation.outputs.indexOf(focus ?? 'value'))

    const judge = judgeRows(fitted, actual, params.metric, target)
    const permutation = permutationImportance(features, judge.judge, {
      seed: deriveSeed(seed, 'permutation'),
      repeats: params.repeats,
      level: params.level,
    })
    const asked = { resolution: params.resolution, categorical: Object.keys(fitted.categories ?? {}) }
    const dependences = new Map<string, PartialDependence>()
    const dependenceOf = (name: string) => {
      const known = dependences.get(name) ?? partialDependence(features, predictorOf(fitted, focus), [name], asked)
      dependences.set(name, known)
      return known
    }
    const document = importanceDocument({
      model: fitted,
      explanation,
      rowsInTable: explained.rowsInTable,
      backgroundRows: background?.rows ?? 0,
      judge,
      permutation,
      reference: inputs.reference,
      params,
      dependence: (feature) => {
        const { grid, average } = dependenceOf(feature)
        const list = fitted.categories?.[feature]
        const values = Array.from(grid[0] as Float64Array, (value) => list?.[value] ?? value)
        return { feature, grid: values, average: [...average] }
      },
    })
    const said = fitted.task === 'classification' ? fitted.predictProbability(features) : fitted.predict(features)
    const examples = pickExamples(fitted, actual, said)
    const shown: Shown = { explanation, explained, document, categories: fitted.categories, target }
    const dependsOn = focus === undefined ? `the predicted ${target}` : `the probability of “${focus}”`
    const curvesOf = (name: string) => {
      const { individual, average } = dependenceOf(name)
      const step = Math.max(1, Math.ceil(features.rows / Math.max(1, params.curves)))
      const rows = Array.from({ length: params.curves === 0 ? 0 : features.rows }, (_, i) => i).filter(
        (i) => i % step === 0,
      )
      return rows.map((i) => [...individual.subarray(i * average.length, (i + 1) * average.length)])
    }
    return {
      findings: writeFindings({ document, explanation, explained, examples, judge, target, dependsOn }, params),
      overall: globalFigure(shown),
      beeswarm: beeswarmFigure(shown, k),
      dependence: dependenceFigure(shown, dependsOn, curvesOf),
      examples: examplesFigure(shown, examples),
      permutation: permutationFigure(shown, judge),
      importance: document,
      contributions: contributionsTable(explanation, explained).withTag('test'),
    }
  },
})

/** The class that beeswarm and dependence are about. @throws E_PARAMS for a class that the model does not know */
function focusOf(model: Model, { focus }: ExplainParams): string | undefined {
  if (model.task === 'regression') return undefined
  const { classes } = model
  if (focus === undefined) return classes.at(-1)
  if (classes.includes(focus)) return focus
  throw new MillraceError('E_PARAMS', `The model knows no class "${focus}".`, { hint: didYouMean(focus, classes) })
}

/** What is predicted of rows, as one number. */
function predictorOf(model: Model, focus: string | undefined): (features: Matrix) => Float64Array {
  if (model.task === 'regression') return (features) => model.predict(features)
  const { classes } = model
  const code = classes.indexOf(focus as string)
  return (features) => {
    const { data } = model.predictProbability(features)
    return Float64Array.from({ length: features.rows }, (_, i) => data[i * classes.length + code] as number)
  }
}
