/** A value of a parameter: what a learner is given. */
export type ParamValue = number | string | boolean | null

/** The parameters of one trial. A conditional one that its parents rule out is absent. */
export type Params = Readonly<Record<string, ParamValue>>

interface Conditional {
  /** The parameter exists only where each of these has the value named, or one of them. */
  readonly when?: Readonly<Record<string, ParamValue | readonly ParamValue[]>> | undefined
}

/** A number from `low` to `high`, in even steps where `step` says so. */
export interface LinearDimension extends Conditional {
  readonly type: 'linear'
  readonly low: number
  readonly high: number
  readonly step?: number | undefined
}

/** A positive number whose orders of magnitude are equally likely. */
export interface LogDimension extends Conditional {
  readonly type: 'log'
  readonly low: number
  readonly high: number
}

/** A number from 0 to below 1 whose distance from 1 has equally likely orders of magnitude: a momentum, a share kept. */
export interface ReverseLogDimension extends Conditional {
  readonly type: 'reverseLog'
  readonly low: number
  readonly high: number
}

/** A whole number, both ends included. */
export interface IntegerDimension extends Conditional {
  readonly type: 'integer'
  readonly low: number
  readonly high: number
  /** Default 1. */
  readonly step?: number | undefined
  /** Orders of magnitude equally likely; `low` is then at least 1 and `step` 1. */
  readonly log?: boolean | undefined
}

/** One of a few values without an order. */
export interface CategoricalDimension extends Conditional {
  readonly type: 'categorical'
  readonly values: readonly ParamValue[]
}

export type Dimension = LinearDimension | LogDimension | ReverseLogDimension | IntegerDimension | CategoricalDimension

/** What is searched: parameters by name. The order of the names means nothing. */
export type Space = Readonly<Record<string, Dimension>>
