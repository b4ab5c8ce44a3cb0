import { MillraceError } from '../../base/errors/millrace-error.ts'
import { type ColumnSource, type FloatArray, type Matrix, matrixColumn, wholeMatrix } from '../../base/matrix.ts'
import { alignFeatures } from '../align-features.ts'
import { requireMatrix, requireWhole } from '../checks.ts'
import { readerOf } from '../column-reader.ts'
import { baseMargin, resolveBaseScore } from './base-margin.ts'
import { type BoostingCore, boostingMargins } from './boosting-core.ts'
import type { BoostingOptions } from './boosting-options.ts'
import { type BoostingRows, fitBoosting } from './fit-boosting.ts'
import { joinEnsembles, takeTrees } from './join-ensembles.ts'
import { createJudge } from './metrics/judge.ts'
import type { Metric } from './metrics/metric.ts'
import type { Objective } from './objective.ts'
import { planThreads } from './plan-threads.ts'
import { countCategories } from './require-columns.ts'
import { resolveBoostingOptions } from './resolve-options.ts'

/** What is the same for classes and numbers once targets are numbers. */
export interface TrainInput {
  readonly features: Matrix | ColumnSource
  readonly targets: Float32Array
  readonly weights: Float32Array | undefined
  readonly objective: Objective
  readonly quantileAlpha: number
  readonly outputs: number
  readonly options: BoostingOptions
  readonly initCore: BoostingCore | undefined
  readonly evaluation:
    | { readonly features: Matrix; readonly targets: Float32Array; readonly weights: Float32Array | undefined }
    | undefined
  readonly metrics: readonly Metric[]
}

/**
 * Trains: options, the start of the margins, the fit, and the cut at the best round.
 * @throws as the learners' `fit`
 */
export async function train(input: TrainInput): Promise<BoostingCore> {
  const { features, targets, weights, objective, quantileAlpha, outputs, options, initCore, evaluation } = input
  requireMatrix(features)
  const columns = readerOf(features)
  const resolved = await resolveBoostingOptions(options, features.names, columns, objective)
  const { nEstimators, maxBin, parameters } = resolved
  if (options.threads !== undefined) requireWhole('threads', options.threads, 1)
  if (options.earlyStoppingRounds !== undefined && evaluation === undefined) {
    throw new MillraceError('E_ML_PARAMETER', 'earlyStoppingRounds needs an evaluationSet.', {
      hint: 'Give rows that the model does not learn from as evaluationSet.',
    })
  }
  requireInit(initCore, features, objective, outputs)
  const baseScore =
    initCore?.baseScore ?? resolveBaseScore(options.baseScore ?? 0.5, objective, quantileAlpha, targets, weights)

  const marginsOf = (columns: readonly FloatArray[], rows: number) =>
    initCore === undefined ? undefined : boostingMargins(initCore, columns, rows)
  // Trees of an earlier model look at all features of a row.
  const margins = initCore && marginsOf(columnsOf(await wholeMatrix(features)), features.rows)
  let evaluationRows: BoostingRows | undefined
  if (evaluation !== undefined) {
    requireMatrix(evaluation.features)
    const evaluationColumns = alignFeatures(evaluation.features, features.names)
    for (const [j, name] of features.names.entries()) {
      if (parameters.categories[j]! > 0) countCategories(evaluationColumns[j]!, name, Number.POSITIVE_INFINITY)
    }
    evaluationRows = {
      rows: evaluation.features.rows,
      columns: { oneByOne: false, read: async (j) => evaluationColumns[j]! },
      margins: marginsOf(evaluationColumns, evaluation.features.rows),
      targets: evaluation.targets,
      weights: evaluation.weights,
    }
  }
  const judge = evaluation === undefined ? undefined : createJudge(input.metrics, options.earlyStoppingRounds)
  const before = initCore?.ensemble
  const grown = await fitBoosting({
    featureNames: features.names,
    training: { rows: features.rows, columns, margins, targets, weights },
    evaluation: evaluationRows,
    judge,
    objective,
    quantileAlpha,
    outputs,
    baseMargin: baseMargin(baseScore, objective),
    rounds: nEstimators,
    treesBefore: before === undefined ? 0 : before.roots.length - 1,
    maxBin,
    parameters,
    threads: planThreads(options.threads, features.rows * features.columns * outputs),
    signal: options.signal,
    progress: options.progress,
  })
  const stops = judge !== undefined && options.earlyStoppingRounds !== undefined
  const kept = stops ? takeTrees(grown, (judge.bestRound + 1) * outputs) : grown
  const roundsBefore = before === undefined ? 0 : (before.roots.length - 1) / outputs
  return {
    objective,
    featureNames: [...features.names],
    baseScore,
    outputs,
    ensemble: before === undefined ? kept : joinEnsembles(before, kept),
    bestIteration: judge === undefined ? undefined : roundsBefore + judge.bestRound,
    evaluationHistory: judge?.history() ?? {},
  }
}

function columnsOf(matrix: Matrix): FloatArray[] {
  return matrix.names.map((_, j) => matrixColumn(matrix, j))
}

function requireInit(
  init: BoostingCore | undefined,
  features: Matrix | ColumnSource,
  objective: Objective,
  outputs: number,
): void {
  if (init === undefined) return
  if (init.objective !== objective || init.outputs !== outputs) {
    throw new MillraceError(
      'E_ML_PARAMETER',
      `initModel was fitted by ${init.objective} with ${init.outputs} outputs, this fit is by ${objective} with ${outputs}.`,
    )
  }
  const names = init.featureNames
  if (names.length !== features.columns || names.some((name, j) => name !== features.names[j])) {
    throw new MillraceError('E_ML_FEATURES', 'initModel was fitted on other features, or in another order.', {
      hint: `It knows ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}.`,
    })
  }
}
