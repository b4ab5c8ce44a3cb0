import { MillraceError } from 'millrace'
import {
  type AttributionDrift,
  additivityGap,
  attributionDrift,
  type Explanation,
  type Model,
  meanContributions,
  type PermutationImportance,
} from 'millrace/ml'
import type { Judge } from './judge-rows.ts'
import type { ExplainParams } from './params.ts'

export interface FeatureImportance {
  readonly name: string
  /** Mean size of its contribution, by output. */
  readonly meanSize: Readonly<Record<string, number>>
  /** The same summed over the outputs, and its share of all features'. */
  readonly overall: number
  readonly share: number
  /** By how much the metric gets worse when the column is shuffled. */
  readonly permutation: {
    readonly mean: number
    readonly deviation: number
    readonly lower: number
    readonly upper: number
  }
  /** What training says: mean decrease in impurity of forests, gain of boosting, as a share; null for other models. */
  readonly training: number | null
}

export interface ImportanceDocument {
  /** Rows that were explained, of how many. */
  readonly n: number
  readonly rowsInTable: number
  readonly backgroundRows: number
  readonly method: Explanation['method']
  readonly unit: Explanation['unit']
  /** The model within the calibrated one is what is explained. */
  readonly beforeCalibration: boolean
  /** What is said without knowing a row, by output. */
  readonly base: Readonly<Record<string, number>>
  /** Most important first. */
  readonly features: readonly FeatureImportance[]
  readonly permutation: {
    readonly metric: string
    readonly baseline: number
    readonly repeats: number
    readonly level: number
    readonly intervalOver: 'rows' | 'repeats'
  }
  /** How far base and contributions are from adding up to what the model says: what a check should bound by 1e-5. */
  readonly additivity: { readonly largestGap: number }
  /** Of sampled contributions: the largest standard error. */
  readonly standardError: number | null
  /** Against the attributions of `reference`. */
  readonly drift: AttributionDrift | null
  readonly dependence: readonly Dependence[]
}

export interface Dependence {
  readonly feature: string
  /** Values, or names of categories. */
  readonly grid: readonly (number | string)[]
  /** The mean prediction at each: the probability of `focus`, or the value. */
  readonly average: readonly number[]
}

/** Everything that figures and findings say, as data. */
export function importanceDocument(given: {
  readonly model: Model
  readonly explanation: Explanation
  readonly rowsInTable: number
  readonly backgroundRows: number
  readonly judge: Judge
  readonly permutation: PermutationImportance
  readonly reference: ImportanceDocument | undefined
  readonly params: ExplainParams
  readonly dependence: (feature: string) => Dependence
}): ImportanceDocument {
  const { model, explanation, permutation, params } = given
  const { featureNames, outputs } = explanation
  const { perOutput, overall } = meanContributions(explanation)
  const all = overall.reduce((sum, value) => sum + value, 0)
  const training = model.importance?.()
  const byOutput = (of: (k: number) => number) => Object.fromEntries(outputs.map((output, k) => [output, of(k)]))
  const features = featureNames
    .map((name, j): FeatureImportance => {
      const shuffled = permutation.features.find((feature) => feature.name === name)
      const { mean = 0, deviation = 0, lower = 0, upper = 0 } = shuffled ?? {}
      const own = overall[j] as number
      return {
        name,
        meanSize: byOutput((k) => perOutput[k * featureNames.length + j] as number),
        overall: own,
        share: all === 0 ? 0 : own / all,
        permutation: { mean, deviation, lower, upper },
        training: training === undefined ? null : (training[j] as number),
      }
    })
    .sort((a, b) => b.overall - a.overall || (a.name < b.name ? -1 : 1))
  const { baseline, repeats, intervalOver } = permutation
  return {
    n: explanation.rows,
    rowsInTable: given.rowsInTable,
    backgroundRows: given.backgroundRows,
    method: explanation.method,
    unit: explanation.unit,
    beforeCalibration: explanation.beforeCalibration,
    base: byOutput((k) => explanation.base[k] as number),
    features,
    permutation: { metric: given.judge.metric, baseline, repeats, level: params.level, intervalOver },
    additivity: { largestGap: additivityGap(explanation) },
    standardError: explanation.standardError ?? null,
    drift: given.reference === undefined ? null : driftFrom(given.reference, features, params),
    dependence: features.slice(0, params.dependence).map(({ name }) => given.dependence(name)),
  }
}

function driftFrom(
  reference: ImportanceDocument,
  features: readonly FeatureImportance[],
  { driftThreshold: threshold }: ExplainParams,
): AttributionDrift {
  const before = new Map(reference.features.map(({ name, overall }) => [name, overall]))
  const missing = features.find(({ name }) => !before.has(name))
  if (missing !== undefined || before.size !== features.length) {
    const what = missing === undefined ? 'has further features' : `knows no "${missing.name}"`
    throw new MillraceError('E_ML_FEATURES', `The importance that is wired as \`reference\` ${what}.`, {
      hint: 'Compare explanations of the same model.',
    })
  }
  const training = features.map(({ name }) => before.get(name) as number)
  return attributionDrift(
    training,
    features.map(({ overall }) => overall),
    { threshold },
  )
}
