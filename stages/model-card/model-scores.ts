import { didYouMean, MillraceError } from 'millrace'

/** A metric of the model, as the card and Hugging Face show it. */
export interface ModelScore {
  /** Hugging Face's name of the metric, where it has one. */
  readonly id: string
  readonly name: string
  readonly value: number
  readonly interval?: readonly [number, number]
  readonly meaning: string
}

const KNOWN: Readonly<Record<string, readonly [id: string, name: string, meaning: string]>> = {
  accuracy: ['accuracy', 'Accuracy', 'share of rows whose most probable class came true; 1 is perfect'],
  logLoss: ['log_loss', 'Log loss', 'average surprise in nats; 0 is perfect, less is better'],
  brierSumOverClasses: [
    'brier_score',
    'Brier score, summed over classes',
    'squared error of the probabilities, 0 to 2; less is better',
  ],
  rps: ['rps', 'Ranked probability score', 'as Brier, with near classes counted as near; 0 is perfect'],
  expectedCalibrationError: [
    'ece',
    'Expected calibration error',
    'mean gap between forecast and what happened; 0 is perfect',
  ],
  rmse: ['rmse', 'Root mean squared error', 'in the unit of the target; less is better'],
  mae: ['mae', 'Mean absolute error', 'in the unit of the target; less is better'],
  r2: ['r_squared', 'R²', 'share of the variance explained; 1 is perfect, 0 is guessing the mean'],
}

/**
 * The known metrics of one model in a document of `evaluate`: `scores`, each with a `label`.
 * @throws E_PARAMS for a label that the document does not have
 */
export function modelScores(
  document: unknown,
  label: string | undefined,
): { n: number | undefined; scores: readonly ModelScore[] } {
  const { scores = [] } = (document ?? {}) as { scores?: readonly Record<string, unknown>[] }
  const own = label === undefined ? scores[0] : scores.find((score) => score.label === label)
  if (own === undefined) {
    if (label === undefined) return { n: undefined, scores: [] }
    throw new MillraceError('E_PARAMS', `\`metrics\` has no model with the label "${label}".`, {
      hint: didYouMean(
        label,
        scores.map((score) => String(score.label)),
      ),
    })
  }
  return {
    n: typeof own.n === 'number' ? own.n : undefined,
    scores: Object.entries(KNOWN).flatMap(([key, [id, name, meaning]]): ModelScore[] => {
      const given = own[key] as number | { value?: unknown; interval?: unknown } | undefined
      const value = typeof given === 'object' && given !== null ? given.value : given
      if (typeof value !== 'number') return []
      const interval = typeof given === 'object' ? given.interval : undefined
      const isPair = Array.isArray(interval) && interval.every((end) => typeof end === 'number')
      return [{ id, name, value, meaning, ...(isPair ? { interval: interval as [number, number] } : {}) }]
    }),
  }
}
