import { MillraceError, type ModelBundle, type Table } from 'millrace'

/** What the stage `group-thresholds` writes into a model's parameters. */
export interface ThresholdsFitted {
  readonly constraint: string
  readonly facet: readonly string[]
  /** Digest of the content of the rows by which thresholds were chosen. */
  readonly rows: string
}

/** The rows that judge a model must be neither those that it learnt from nor those that chose its thresholds. */
export async function requireUnseen({ training, params }: ModelBundle, test: Table): Promise<void> {
  const fitted = params.groupThresholds as ThresholdsFitted | undefined
  const digest = await test.digest()
  const use =
    digest === training.digest ? 'was fitted on' : digest === fitted?.rows ? 'took its thresholds from' : undefined
  if (use === undefined) return
  throw new MillraceError('E_PARAMS', `The model ${use} the very rows that are to judge it.`, {
    hint: 'Wire rows that it has not seen: split the training rows once more.',
  })
}
