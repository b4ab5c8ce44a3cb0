import type { ColumnReader } from '../column-reader.ts'
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
  readonly columns: ColumnReader
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
 * The matrix itself is never copied as a whole: the threads see it block by block, and keep one byte a value. Columns
 * that are read one by one are read twice: for their cuts, and for their bins.
 * @returns the trees of all rounds that were run
 * @throws E_ML_MEMORY; E_ML_NOT_FINITE for an infinite feature; E_ML_THREAD; the reason of the signal
 */
export async function fitBoosting(problem: BoostingProblem): Promise<TreeEnsemble> {
  const { training, evaluation, outputs, judge, threads, parameters, progress, rounds } = problem
  const arena = createArena()
  const places = layOutBoosting(arena, {
    rows: training.rows,
    evaluationRows: evaluation?.rows ?? 0,
    oneByOne: training.columns.oneByOne,
    features: problem.featureNames.length,
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

  async function answer(question: BoostingQuestion): Promise<number> {
    if (question.ask === 'judge') {
      const { quantileAlpha, objective } = problem
      toPredictions(objective, evaluationMargins!, outputs, predictions)
      const { targets } = evaluation!
      const stop = judge!.judge({ predictions, outputs, targets, weights: evaluationWeights, quantileAlpha })
      progress?.(question.round + 1, rounds)
      return stop ? 1 : 0
    }
    if (question.ask === 'rows') {
      const { begin, end, from, to, set } = question
      const { columns } = set === 'training' ? training : evaluation!
      for (let j = from; j < to; j++) {
        block.set((await columns.read(j)).subarray(begin, end), (j - from) * (end - begin))
      }
      return 0
    }
    for (let j = question.from; j < question.to; j++) {
      const column = await training.columns.read(j)
      const at = (j - question.from) * sample.length
      if (sample.length === training.rows) block.set(column, at)
      else for (let i = 0; i < sample.length; i++) block[at + i] = column[sample[i]!]!
    }
    return 0
  }

  const payload: BoostingPayload = {
    ...places,
    features: problem.featureNames.length,
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
    await requireFiniteColumns(training.columns, problem.featureNames)
    if (evaluation !== undefined) await requireFiniteColumns(evaluation.columns, problem.featureNames)
  }
  return asEnsemble(outcome as Exclude<typeof outcome, 'infinite' | undefined>, outputs)
}
