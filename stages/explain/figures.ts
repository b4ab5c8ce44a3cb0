import type { Figure } from 'millrace'
import type { Categories, Explanation } from 'millrace/ml'
import {
  beeswarm,
  dependence as dependenceChart,
  importance as importanceChart,
  meanContributions as meanContributionsChart,
  waterfalls,
} from 'millrace/report'
import type { ImportanceDocument } from './importance-document.ts'
import type { Judge } from './judge-rows.ts'
import type { Example } from './pick-examples.ts'
import type { Explained } from './read-explained.ts'
import { outputWords, unitWords } from './words.ts'

/** What all figures look at. */
export interface Shown {
  readonly explanation: Explanation
  readonly explained: Explained
  readonly document: ImportanceDocument
  readonly categories: Categories | undefined
  readonly target: string
}

/** Mean size of contributions, by output. */
export function globalFigure({ explanation, document, target }: Shown): Figure {
  const { outputs } = explanation
  return meanContributionsChart({
    outputs,
    features: document.features.map(({ name, meanSize }) => ({
      name,
      means: outputs.map((output) => meanSize[output] as number),
    })),
    unit: unitWords(explanation, target),
    n: document.n,
  })
}

/** What shuffling costs, with intervals. */
export function permutationFigure({ document }: Shown, { words, unit }: Judge): Figure {
  const features = document.features.map(({ name, permutation: { mean, lower, upper } }) => {
    return { name, value: mean, lower, upper }
  })
  return importanceChart({ features, measure: `rise in ${words} (${unit}) when the column is shuffled`, n: document.n })
}

/** Each row's contributions to one output. */
export function beeswarmFigure(shown: Shown, k: number): Figure {
  const { explanation, document, target } = shown
  const width = explanation.featureNames.length
  const contributionsOf = (j: number) =>
    Array.from({ length: explanation.rows }, (_, i) => {
      return explanation.contributions[(i * explanation.outputs.length + k) * width + j] as number
    })
  const output = explanation.outputs[k] as string
  return beeswarm({
    output: outputWords(explanation, k, target),
    unit: unitWords(explanation, target),
    n: explanation.rows,
    features: [...document.features]
      .sort((a, b) => (b.meanSize[output] as number) - (a.meanSize[output] as number) || (a.name < b.name ? -1 : 1))
      .map(({ name }) => ({
        name,
        contributions: contributionsOf(explanation.featureNames.indexOf(name)),
        values: valuesOf(shown, name),
      })),
  })
}

/** A few rows, from what is said of any row to what is said of them. */
export function examplesFigure(shown: Shown, examples: readonly Example[]): Figure {
  const { explanation, explained, target } = shown
  const { featureNames, outputs, contributions, base } = explanation
  return waterfalls({
    unit: unitWords(explanation, target),
    rows: examples.map(({ kind, row, code, verdict }) => {
      const k = outputOf(explanation, explained, code)
      const start = (row * outputs.length + k) * featureNames.length
      return {
        row: explained.names[row] as string,
        kind,
        verdict,
        output: outputWords(explanation, k, target),
        base: base[k] as number,
        features: featureNames.map((name, j) => ({
          name,
          value: valueText(valuesOf(shown, name)[row] ?? null),
          contribution: contributions[start + j] as number,
        })),
      }
    }),
  })
}

/** Partial dependence of the features that are numbers, with curves of rows. */
export function dependenceFigure(
  { document, categories }: Shown,
  output: string,
  curvesOf: (feature: string) => readonly (readonly number[])[],
): Figure {
  const numeric = document.dependence.filter(
    ({ feature, grid }) => categories?.[feature] === undefined && grid.length > 1,
  )
  return dependenceChart({
    output,
    n: document.n,
    features: numeric.map(({ feature, grid, average }) => ({
      name: feature,
      grid: grid as readonly number[],
      average,
      curves: curvesOf(feature),
    })),
  })
}

/** The output that explains a class: the class's own, or that of the second of two, which is the other way round. */
function outputOf({ outputs }: Explanation, { actual }: Explained, code: number): number {
  if (actual instanceof Float64Array) return 0
  return Math.max(0, outputs.indexOf(actual.classes[code] as string))
}

/** A feature's values: names of categories, null where missing. */
function valuesOf({ explained, categories }: Shown, name: string): (number | string | null)[] {
  const { features } = explained
  const j = features.names.indexOf(name)
  const list = categories?.[name]
  return Array.from(features.data.subarray(j * features.rows, (j + 1) * features.rows), (value) => {
    if (Number.isNaN(value)) return null
    return list === undefined ? value : (list[value] ?? null)
  })
}

function valueText(value: number | string | null): string {
  if (value === null) return 'missing'
  if (typeof value === 'string') return value
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(4))).replace('-', '−')
}
