import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { ClassSize, SamplingFunction } from './sampling-strategy.ts'

/** A strategy that names classes: each must have rows. @throws E_ML_LABEL */
export function requireClasses(names: readonly string[], present: readonly ClassSize[]): void {
  const known = present.map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new MillraceError('E_ML_LABEL', `samplingStrategy names "${unknown}", a class without rows.`, {
    hint: didYouMean(unknown, known),
  })
}

/** The target counts of a record, or of the function that gives one. @throws E_ML_LABEL */
export function targetCounts(
  strategy: Readonly<Record<string, number>> | SamplingFunction,
  present: readonly ClassSize[],
): Readonly<Record<string, number>> {
  const targets =
    typeof strategy === 'function'
      ? strategy(Object.fromEntries(present.map(({ name, count }) => [name, count])))
      : strategy
  requireClasses(Object.keys(targets), present)
  return targets
}

/** A ratio is for two classes. @throws E_ML_PARAMETER */
export function requireRatio(ratio: number, classes: number): void {
  if (classes === 2 && ratio > 0 && ratio <= 1) return
  throw new MillraceError('E_ML_PARAMETER', `samplingStrategy is ${ratio} for ${classes} classes.`, {
    hint: 'A ratio is above 0, at most 1, and for two classes; give target counts for more.',
  })
}

/** The error for a strategy that is not among `names`. */
export function unknownStrategy(strategy: unknown, names: readonly string[], further: string): MillraceError {
  const near = typeof strategy === 'string' ? `${didYouMean(strategy, names)} ` : ''
  return new MillraceError('E_ML_PARAMETER', `samplingStrategy is "${String(strategy)}".`, {
    hint: `${near}Use ${names.join(', ')}, ${further}.`,
  })
}
