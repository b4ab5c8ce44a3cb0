/** What flows through a port. Each kind says how it is stored, hashed and shown (`src/kinds`). */
export type KindName = 'table' | 'model' | 'json' | 'figure' | 'file'

const portBrand = Symbol.for('millrace.port')

/**
 * A named end of a stage. `Value` is what `run()` receives or returns there; it exists in types only.
 * Ports are recognised by brand and never by `instanceof`: a stage's bundle carries its own copy of this module.
 */
export interface Port<Value = unknown> {
  readonly kind: KindName
  /** Provenance of the rows, such as `train` or `test`: wires are compared before anything runs. */
  readonly tag?: string | undefined
  /** For an output: it has the tag of this input. */
  readonly tagFrom?: string | undefined
  /** For an input: the pipeline may leave it out; `run()` then receives `undefined`. */
  readonly optional?: boolean | undefined
  /** For an input: any number of labelled wires; `run()` receives a record of label to value. */
  readonly many?: boolean | undefined
  readonly [valueType]?: Value
}

declare const valueType: unique symbol

export type PortValue<P> = P extends Port<infer Value> ? Value : never

/** The part of a port that is data: it goes into the stage's manifest. */
export interface PortManifest {
  readonly kind: KindName
  readonly tag?: string
  readonly tagFrom?: string
  readonly optional?: true
  readonly many?: true
  /** For an output: extension of its file, with the dot, where the kind leaves it open. */
  readonly extension?: string
}

export function createPort<Value>(kind: KindName, options: Omit<PortManifest, 'kind'> = {}): Port<Value> {
  return { kind, ...options, [portBrand]: true } as Port<Value>
}

export function isPort(value: unknown): value is Port {
  return typeof value === 'object' && value !== null && portBrand in value
}

export function portManifest(port: Port): PortManifest {
  return {
    kind: port.kind,
    ...(port.tag === undefined ? {} : { tag: port.tag }),
    ...(port.tagFrom === undefined ? {} : { tagFrom: port.tagFrom }),
    ...(port.optional ? { optional: true } : {}),
    ...(port.many ? { many: true } : {}),
  }
}

/** An input that the pipeline may leave out. */
export function optional<Value>(port: Port<Value>): Port<Value | undefined> {
  return createPort(port.kind, { ...portManifest(port), optional: true })
}

/** An input of any number of labelled wires: `in: { models: { forest: a.model, logistic: b.model } }`. */
export function many<Value>(port: Port<Value>): Port<Readonly<Record<string, Value>>> {
  return createPort(port.kind, { ...portManifest(port), many: true })
}
