import type { Labels, Matrix } from '../../base/matrix.ts'
import type { FitOptions } from '../fit-options.ts'
import type { Classifier, Regressor } from '../model.ts'
import type { Estimator } from './estimator.ts'

type ModelOf<Target> = Target extends Labels ? Classifier : Regressor

/** One fit among several. */
export interface Turn<Target extends Labels | Float64Array> {
  readonly estimator: Estimator<Target>
  readonly features: Matrix
  readonly target: Target
  readonly sampleWeight: Float64Array | undefined
}

/**
 * Fits one after the other (each may use all threads), with one progress for all.
 * @throws what a fit throws; the signal's reason
 */
export async function fitInTurn<Target extends Labels | Float64Array>(
  turns: readonly Turn<Target>[],
  { threads, signal, progress }: FitOptions,
): Promise<ModelOf<Target>[]> {
  const models: ModelOf<Target>[] = []
  for (const [number, { estimator, features, target, sampleWeight }] of turns.entries()) {
    signal?.throwIfAborted()
    // In thousandths of a fit: fits count differently far.
    const within = (done: number, total: number) =>
      progress?.(Math.floor(1000 * (number + (total > 0 ? done / total : 0))), 1000 * turns.length)
    const model = await estimator.fit(features, target, { threads, signal, sampleWeight, progress: within })
    models.push(model as ModelOf<Target>)
    progress?.(1000 * (number + 1), 1000 * turns.length)
  }
  return models
}
