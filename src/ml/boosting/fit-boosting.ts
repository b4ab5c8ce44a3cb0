import type { FloatArray } from '../../base/matrix.ts'
import { boostingSource } from '../generated/boosting-program.ts'
import { createArena } from '../threads/arena.ts'
import { runProgram } from '../threads/run-program.ts'
import type { TreeEnsemble } from '../trees/tree-ensemble.ts'
import { program } from './boosting.program.ts'
import type { BoostingPayload, BoostingQuestion, TreeParameters } from './boosting-payload.ts'
import { asEnsemble } from './ensemble-builder.ts'
import { layOutBoosting } from './lay-out-boosting.ts'
import { toPredictions } from './link.ts'
import type { Judge } from './metrics/judge.ts'
import type { Objective } from './objective.ts'
import { requireFiniteColumns } from './require-columns.ts'
import { sampleRows } from './sample-rows.ts'

/** Rows with what is to be predicted. */
export interface BoostingRows {
  readonly rows: number
  /** One array a feature. */
  readonly columns: readonly FloatArray[]
  readonly targets: Float32Array
  /** Without: all 1. */
  readonly weights: Float32Array | undefined
  /** Where each row's margins start, `outputs` a row; without: at the base margin. */
  readonly margins: Float64Array | undefined
}

/** A fit with all defaults filled in. */
export interface BoostingProblem {
  readonly featureNames: readonly string[]
  readonly training: BoostingRows
  readonly evaluation: BoostingRows | undefined
  readonly judge: Judge | undefined
  readonly objective: Objective
  readonly quantileAlpha: number
  readonly outputs: number
  readonly baseMargin: number
  readonly rounds: number
  readonly treesBefore: number
  readonly maxBin: number
  readonly parameters: TreeParameters
  readonly threads: number
  readonly signal?: AbortSignal | undefined
  readonly progress?: ((done: number, total: number) => void) | undefined
}

/**
 * Lays out the memory, starts the threads, and answers what they ask: parts of the matrices, and whether to go on.
 *
 * The matrix itself is never copied as a whole: the threads see it block by block, and keep one byte a value.
 * @returns the trees of all rounds that were run
 * @throws E_ML_MEMORY; E_ML_NOT_FINITE for an infinite feature; E_ML_THREAD; the reason of the signal
 */
export async function fitBoosting(problem: BoostingProblem): Promise<TreeEnsemble> {
  const { training, evaluation, outputs, judge, threads, parameters, progress, rounds } = problem
  const arena = createArena()
  const places = layOutBoosting(arena, {
    rows: training.rows,
    evaluationRows: evaluation?.rows ?? 0,
    features: training.columns.length,
    outputs,
    weighted: training.weights !== undefined,
    threads,
    maxBin: problem.maxBin,
    maxDepth: parameters.maxDepth,
    quantile: problem.objective === 'quantile',
  })
  const buffer = arena.memory.buffer
  const singles = (place: number, length: number) => new Float32Array(buffer, place, length)
  const startOf = (rows: BoostingRows, place: number) => {
    const margins = singles(place, rows.rows * outputs)
    if (rows.margins === undefined) margins.fill(problem.baseMargin)
    else margins.set(rows.margins)
    return margins
  }
  startOf(training, places.training.margins)
  singles(places.targets, training.rows).set(training.targets)
  if (training.weights !== undefined) singles(places.weights, training.rows).set(training.weights)
  const sample = new Uint32Array(buffer, places.sample, places.sampleRows)
  sample.set(sampleRows(training.rows, places.sampleRows))
  const block = singles(places.block, places.blockBytes / 4)

  const evaluationMargins = evaluation === undefined ? undefined : startOf(evaluation, places.evaluation!.margins)
  const predictions = new Float32Array(evaluationMargins?.length ?? 0)
  const evaluationWeights = evaluation?.weights ?? new Float32Array(evaluation?.rows ?? 0).fill(1)

  function answer(question: BoostingQuestion): number {
    if (question.ask === 'judge') {
      const { quantileAlpha, objective } = problem
      toPredictions(objective, evaluationMargins!, outputs, predictions)
      const { targets } = evaluation!
      const stop = judge!.judge({ predictions, outputs, targets, weights: evaluationWeights, quantileAlpha })
      progress?.(question.round + 1, rounds)
      return stop ? 1 : 0
    }
    if (question.ask === 'rows') {
      const { begin, end, set } = question
      for (const [j, column] of (set === 'training' ? training : evaluation!).columns.entries()) {
        block.set(column.subarray(begin, end), j * (end - begin))
      }
      return 0
    }
    for (let j = question.from; j < question.to; j++) {
      const column = training.columns[j]!
      const at = (j - question.from) * sample.length
      if (sample.length === training.rows) block.set(column, at)
      else for (let i = 0; i < sample.length; i++) block[at + i] = column[sample[i]!]!
    }
    return 0
  }

  const payload: BoostingPayload = {
    ...places,
    features: training.columns.length,
    outputs,
    rounds,
    treesBefore: problem.treesBefore,
    objective: problem.objective,
    quantileAlpha: problem.quantileAlpha,
    heaviest: training.weights?.reduce((most, weight) => Math.max(most, weight), 0) ?? 1,
    parameters,
  }
  const [outcome] = await runProgram({
    program,
    source: boostingSource,
    payload,
    memory: arena.memory,
    threads,
    signal: problem.signal,
    onMessage: (round) => progress?.(round as number, rounds),
    onQuestion: (question) => answer(question as BoostingQuestion),
  })
  if (outcome === 'infinite') {
    requireFiniteColumns(training.columns, problem.featureNames)
    if (evaluation !== undefined) requireFiniteColumns(evaluation.columns, problem.featureNames)
  }
  return asEnsemble(outcome as Exclude<typeof outcome, 'infinite' | undefined>, outputs)
}
