import { MillraceError } from '../../base/errors/millrace-error.ts'

export interface ShuffleSplitOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** Default 10. */
  readonly nSplits?: number | undefined
  /** A share below 1, or a number of rows. Default: what `trainSize` leaves, or 0.1 (groups: 0.2). */
  readonly testSize?: number | undefined
  /** A share below 1, or a number of rows. Default: what `testSize` leaves. */
  readonly trainSize?: number | undefined
}

/**
 * How many rows (or groups) are tested and learnt from: shares of the test are rounded up, shares of the training down.
 *
 * Source: scikit-learn, `_validate_shuffle_split`.
 * @throws E_ML_PARAMETER
 */
export function shuffleSizes(
  n: number,
  { testSize, trainSize }: Pick<ShuffleSplitOptions, 'testSize' | 'trainSize'>,
  otherwise: number,
): { train: number; test: number } {
  const wanted = testSize === undefined && trainSize === undefined ? otherwise : testSize
  const count = (name: string, size: number, round: (value: number) => number) => {
    const rows = size < 1 ? round(size * n) : size
    if (size > 0 && Number.isInteger(rows) && rows < n) return rows
    throw new MillraceError('E_ML_PARAMETER', `${name} is ${size} for ${n} rows.`, {
      hint: `Use a share above 0 and below 1, or a whole number from 1 to ${n - 1}.`,
    })
  }
  const tested = wanted === undefined ? undefined : count('testSize', wanted, Math.ceil)
  const learnt = trainSize === undefined ? undefined : count('trainSize', trainSize, Math.floor)
  const test = tested ?? n - learnt!
  const train = learnt ?? n - test
  if (train > 0 && test > 0 && train + test <= n) return { train, test }
  throw new MillraceError('E_ML_PARAMETER', `${train} rows to learn from and ${test} to test of ${n} rows.`, {
    hint: 'Change testSize or trainSize: both sides need rows, and there are no more than there are.',
  })
}
