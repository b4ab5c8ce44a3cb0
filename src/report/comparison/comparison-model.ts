import type { Figure } from '../figure.ts'

/** Two runs, or two models, side by side. */
export interface ComparisonModel {
  readonly pipeline: string
  readonly what: 'runs' | 'models'
  readonly a: ComparedSide
  readonly b: ComparedSide
  /** What the sides were made of, and then what came out, in the order of the page. */
  readonly causes: readonly ComparedPart[]
  readonly metrics: readonly ComparedMetric[]
  readonly equalMetrics: number
  /** Differences that the pipeline itself worked out over the same rows: b minus a. */
  readonly paired: readonly ComparedMetric[]
  readonly results: readonly ComparedPart[]
  readonly figures: readonly ComparedFigure[]
  readonly equalFigures: number
  /** What cannot be compared, and why. */
  readonly notes: readonly string[]
  readonly links: { readonly report?: string; readonly index?: string }
}

export interface ComparedSide {
  /** The id of a run, and of a stage in it where models are compared. */
  readonly label: string
  readonly facts: readonly { readonly name: string; readonly value: string }[]
}

/** Things of one kind that differ: parameters, code files. Texts, ready to be shown; absent where a side has none. */
export interface ComparedPart {
  readonly title: string
  /** One of them and several, in words. */
  readonly nouns: readonly [one: string, many: string]
  /** How many are the same; absent where nobody counted. */
  readonly equal?: number
  readonly rows: readonly { readonly name: string; readonly a?: string; readonly b?: string }[]
}

/** A number with what is known of its uncertainty. */
export interface Estimate {
  readonly value: number
  readonly lower?: number
  readonly upper?: number
  /** Rows that it rests on. */
  readonly n?: number
}

export interface ComparedMetric {
  readonly name: string
  readonly a?: Estimate
  readonly b?: Estimate
  /** `b` minus `a`. */
  readonly difference?: Estimate
}

export interface ComparedFigure {
  /** `stage.output`. */
  readonly name: string
  readonly a?: Figure
  readonly b?: Figure
}
