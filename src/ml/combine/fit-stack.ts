import type { Labels, Matrix } from '../../base/matrix.ts'
import { requireMatrix } from '../checks.ts'
import type { FitOptions } from '../fit-options.ts'
import type { Classifier, Model, Regressor } from '../model.ts'
import { type Estimator, requireEstimators } from './estimator.ts'
import { fitInTurn, type Turn } from './fit-in-turn.ts'
import { type Fold, requireFolds } from './out-of-fold.ts'
import { pickRows, pickTarget } from './pick-rows.ts'
import { stackColumns, stackMatrix } from './stack-features.ts'

export interface StackOptions<Target extends Labels | Float64Array> extends FitOptions {
  readonly estimators: readonly Estimator<Target>[]
  /** Learns from what the others say of rows that they did not see. */
  readonly finalEstimator: Estimator<Target>
  /** Which rows are fitted and predicted in turn: each row is predicted in one fold. */
  readonly folds: readonly Fold[]
  /** Whether the final learner sees the features too. Default false. */
  readonly passthrough?: boolean | undefined
}

export interface Stack<M extends Classifier | Regressor> {
  readonly names: readonly string[]
  readonly models: readonly M[]
  readonly final: M
  readonly passed: readonly string[]
}

/**
 * Stacking: for each fold every learner is fitted on its train part and asked about its test part; the final learner is
 * fitted on those answers; then every learner is fitted once more on all rows. Source: Wolpert, "Stacked generalization"
 * (1992); scikit-learn, `StackingClassifier`. (folds + 1) fits a learner, and one.
 */
export async function fitStack<Target extends Labels | Float64Array>(
  features: Matrix,
  target: Target,
  options: StackOptions<Target>,
): Promise<Stack<Target extends Labels ? Classifier : Regressor>> {
  const { estimators, finalEstimator, folds, passthrough = false, sampleWeight } = options
  requireMatrix(features)
  requireEstimators(estimators)
  requireFolds(folds, features.rows)
  const classes = target instanceof Float64Array ? [] : (target as Labels).classes
  const turns: Turn<Target>[] = []
  for (const { train } of folds) {
    const part = pickRows(features, train)
    const known = pickTarget(target, train)
    const weight = sampleWeight === undefined ? undefined : pickTarget(sampleWeight, train)
    for (const estimator of estimators) turns.push({ estimator, features: part, target: known, sampleWeight: weight })
  }
  for (const estimator of estimators) turns.push({ estimator, features, target, sampleWeight })
  const count = turns.length + 1
  const { progress } = options
  const share = (from: number, fits: number) => (done: number, total: number) =>
    progress?.(Math.floor(1000 * (from + (fits * done) / total)), 1000 * count)
  const fitted: readonly Model[] = await fitInTurn(turns, { ...options, progress: share(0, turns.length) })
  const models = fitted.slice(-estimators.length)

  const answers = new Map<string, Float64Array>()
  for (const [f, { test }] of folds.entries()) {
    const part = pickRows(features, test)
    if (part.rows === 0) continue
    for (const [e, { name }] of estimators.entries()) {
      for (const column of stackColumns(name, fitted[f * estimators.length + e]!, part, classes)) {
        const whole = answers.get(column.name) ?? new Float64Array(features.rows)
        for (let i = 0; i < test.length; i++) whole[test[i]!] = column.values[i]!
        answers.set(column.name, whole)
      }
    }
  }
  const passed = passthrough ? features.names : []
  const stacked = stackMatrix(
    Array.from(answers, ([name, values]) => ({ name, values })),
    features,
    passed,
  )
  const last = { estimator: finalEstimator, features: stacked, target, sampleWeight }
  const [final] = await fitInTurn([last], { ...options, progress: share(turns.length, 1) })
  const names = estimators.map(({ name }) => name)
  return { names, models, final, passed } as unknown as Stack<Target extends Labels ? Classifier : Regressor>
}
