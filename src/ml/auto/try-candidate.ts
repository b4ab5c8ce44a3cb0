import { MillraceError } from '../../base/errors/millrace-error.ts'
import { pickRows, pickTarget } from '../combine/pick-rows.ts'
import type { FitOptions } from '../fit-options.ts'
import { reorderClasses } from '../metrics/reorder-classes.ts'
import type { AutoCandidate, TriedCandidate } from './auto-candidate.ts'
import { type AutoData, predictionWidth } from './auto-data.ts'
import { fitCandidate } from './fit-candidate.ts'

/**
 * Fits a candidate on each fold and asks it about the fold's test rows. What a learner refuses (too few rows of a class, no
 * convergence) is told and ends the candidate, not the search. Fits: one a fold.
 * @throws what is no refusal of a learner; the signal's reason
 */
export async function tryCandidate(
  candidate: AutoCandidate,
  data: AutoData,
  { threads, signal }: Pick<FitOptions, 'threads' | 'signal'>,
): Promise<TriedCandidate> {
  const { features, target, categories = {}, sampleWeight, split } = data
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const said: number[] = []
  const width = predictionWidth(target)
  const given = threads === undefined ? {} : { threads }
  try {
    for (const { train, test } of split) {
      signal?.throwIfAborted()
      if (test.length === 0) continue
      const model = await fitCandidate(candidate, pickRows(features, train), pickTarget(target, train), categories, {
        threads,
        signal,
        sampleWeight: sampleWeight && pickTarget(sampleWeight, train),
      })
      const rows = pickRows(features, test)
      const predicted =
        model.task === 'regression'
          ? model.predict(rows, given)
          : reorderClasses(model.predictProbability(rows, given), target instanceof Float64Array ? [] : target.classes)
              .data
      const wild = predicted.findIndex((value) => !Number.isFinite(value))
      if (wild >= 0) {
        const what = `it says ${predicted[wild]} of row ${test[Math.floor(wild / width)]! + 1}`
        return { candidate, refused: what, seconds: seconds() }
      }
      for (const value of predicted) said.push(value)
    }
  } catch (error) {
    if (!(error instanceof MillraceError) || !error.code.startsWith('E_ML_')) throw error
    return { candidate, refused: error.message, seconds: seconds() }
  }
  return { candidate, predictions: Float64Array.from(said), seconds: seconds() }
}
