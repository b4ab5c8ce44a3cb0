import type { Explanation } from 'millrace/ml'

/** What contributions are counted in, for axes. */
export function unitWords({ unit }: Explanation, target: string): string {
  return {
    probability: 'probability',
    logOdds: 'log odds, nats',
    logScore: 'log score, nats',
    value: target,
    logValue: `log of ${target}`,
    logOddsOfValue: `log odds of ${target}`,
  }[unit]
}

/** What is explained, as part of a sentence. */
export function outputWords({ unit, outputs }: Explanation, k: number, target: string): string {
  const output = outputs[k]
  return {
    probability: `the probability of “${output}”`,
    logOdds: `the log odds of “${output}”`,
    logScore: `the score of “${output}”`,
    value: `the predicted ${target}`,
    logValue: `the log of the predicted ${target}`,
    logOddsOfValue: `the log odds of the predicted ${target}`,
  }[unit]
}

/** How contributions were found, in a sentence. */
export function methodSentence({ method }: Explanation, background: number): string {
  const usual = `${background} training rows`
  return {
    treePathDependent:
      'Contributions are exact Shapley values of the trees: a feature that is not known sends a row both ways at a split, in the proportion of the training rows.',
    treeInterventional: `Contributions are exact Shapley values of the trees: a feature that is not known has the values of ${usual}.`,
    linear: `Contributions are exact Shapley values of the weighted sum: a feature that is not known has its mean over ${usual}.`,
    sampled: `Contributions are Shapley values by drawn orders of the features: a feature that is not known has the values of ${usual}.`,
  }[method]
}

/** A number with three significant digits and a real minus sign. */
export function numberText(value: number): string {
  if (value === 0) return '0'
  const digits = Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(Math.abs(value)))))
  return value.toFixed(digits).replace('-', '−')
}
