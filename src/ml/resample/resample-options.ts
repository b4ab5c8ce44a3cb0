import type { Matrix } from '../../base/matrix.ts'
import type { CleaningStrategy, OverSamplingStrategy } from './sampling-strategy.ts'

/** What every method that searches neighbours takes. */
export interface SearchOptions {
  /**
   * The same rows and columns, imputed and standardised: neighbours are searched here, values are taken from the
   * features. Default: the features.
   */
  readonly search?: Matrix | undefined
  /** Threads that share the search. Default: as many as the machine has, one for a short search. The rows are the same for any number. */
  readonly threads?: number | undefined
  /** Cancels the search, which then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

export interface OverSamplingOptions {
  /** Unsigned 32-bit. */
  readonly seed: number
  /** Default `auto`: every class as many rows as the largest. */
  readonly samplingStrategy?: OverSamplingStrategy | undefined
}

export interface SmoteOptions extends OverSamplingOptions, SearchOptions {
  /** Default 5. */
  readonly kNeighbors?: number | undefined
}

export interface CleaningOptions extends SearchOptions {
  /** Default `auto`: the smallest class keeps all its rows. */
  readonly samplingStrategy?: CleaningStrategy | undefined
}
