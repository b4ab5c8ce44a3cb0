/** A model's mean loss minus a baseline's on the same rows, with its interval. Lower is better. */
export interface Difference {
  readonly mean: number
  readonly lower: number
  readonly upper: number
  readonly level: number
  /** Rows that both were judged on. */
  readonly n: number
}

export interface DifferenceWords {
  /** Such as `the forest`. */
  readonly model: string
  /** Such as `always guessing the class frequencies`. */
  readonly baseline: string
  /** Such as `log loss`. */
  readonly metric: string
  /** Such as `matches`. */
  readonly rowNoun: string
}

/** Whether the interval holds zero: the data then say nothing about who is better. */
export function spansZero({ lower, upper }: Pick<Difference, 'lower' | 'upper'>): boolean {
  return lower <= 0 && upper >= 0
}

/** As many digits as the width of the interval deserves, and enough that a difference does not read as 0. */
export function digitsFor({ mean, lower, upper }: Pick<Difference, 'mean' | 'lower' | 'upper'>): number {
  for (let digits = upper - lower >= 0.1 ? 2 : 3; digits < 6; digits++) {
    if (mean === 0 || Number(Math.abs(mean).toFixed(digits)) > 0) return digits
  }
  return 6
}

/** With a sign always: `+0.09`, `−0.28`, `0.00`. */
export function signed(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  if (Number(text) === 0) return text
  return `${value < 0 ? '−' : '+'}${text}`
}

/** `0.09 below`, `0.09 above` or `the same as`: the direction is the sign of the difference. */
export function direction(difference: Difference): string {
  const size = Math.abs(difference.mean).toFixed(digitsFor(difference))
  if (difference.mean === 0) return 'the same as'
  return difference.mean < 0 ? `${size} below` : `${size} above`
}

/** `the 95 % interval, −0.28 to +0.09, includes no difference` or `…, lies below zero` */
export function intervalClause(difference: Difference): string {
  const { level, lower, upper } = difference
  const digits = digitsFor(difference)
  const range = `the ${Number((100 * level).toFixed(1))} % interval, ${signed(lower, digits)} to ${signed(upper, digits)},`
  if (spansZero(difference)) return `${range} includes no difference`
  return `${range} lies ${upper < 0 ? 'below' : 'above'} zero`
}

/** One difference in one sentence: who is better by how much, and whether the rows can tell. */
export function differenceSentence(words: DifferenceWords, difference: Difference): string {
  const { model, baseline, metric, rowNoun } = words
  const verdict = difference.mean === 0 ? '' : difference.mean < 0 ? ' (better)' : ' (worse)'
  return `On ${difference.n.toLocaleString('en')} ${rowNoun} the ${metric} of ${model} is ${direction(difference)} that of ${baseline}${verdict}; ${intervalClause(difference)}.`
}
