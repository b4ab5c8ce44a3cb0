import { z } from 'zod'
import type { ReportSection } from '../../base/report-section.ts'
import type { OpenCrew, Threaded } from './crew.ts'
import type { Port, PortValue } from './port.ts'
import type { Remember } from './remembered.ts'

const stageBrand = Symbol.for('millrace.stage')

export type Ports = Readonly<Record<string, Port>>
export type PortValues<P extends Ports> = { readonly [Name in keyof P]: PortValue<P[Name]> }

/** What `run()` is given. Values in, values out: no path, no clock, no global state. */
export interface StageContext<Inputs extends Ports, Params> {
  readonly inputs: PortValues<Inputs>
  /** As the pipeline gives them, defaults filled in. */
  readonly params: Params
  /** Unsigned 32-bit integer, derived from the pipeline's seed and the stage's name. */
  readonly seed: number
  /** Threads that the stage may use, as `threads:` in the pipeline says; 1 without. */
  readonly threads: number
  /** Says how far the work is: a bar appears for anything over a second. */
  readonly progress: (done: number, total: number, label?: string) => void
  /** One line into the stage's log, which is kept with the result. */
  readonly log: (message: string) => void
  /**
   * For work that comes in parts, such as the trials of a search: gives a part from memory or makes it and keeps it.
   *
   * @example
   * const score = await remember({ trial: params }, () => validate(params), { reads: ['train'] })
   */
  readonly remember: Remember
  /**
   * For parts that do not wait for one another: threads that run a function of `threaded` side by side, mostly `threads` of them.
   *
   * @example
   * const crew = openCrew(scoreOf, { rows }, threads)
   * const scores = await Promise.all(candidates.map((candidate) => crew.run(candidate)))
   * await crew.close()
   */
  readonly openCrew: OpenCrew
}

export interface StageDefinition<
  Inputs extends Ports = Ports,
  Outputs extends Ports = Ports,
  Params extends z.ZodType = z.ZodType,
> {
  readonly inputs: Inputs
  readonly outputs: Outputs
  readonly params: Params
  /** `false` says that the stage draws no random numbers: the seed is then not part of its key. */
  readonly random: boolean
  /** `true` allows SQL functions whose result changes from run to run (`random()`, `now()`). */
  readonly volatile: boolean
  /** Where the report shows the stage; without it, by what the stage gives. It is not part of the key of a result. */
  readonly section?: ReportSection
  /** Functions that `openCrew` may run in threads of their own. */
  // biome-ignore lint/suspicious/noExplicitAny: each has arguments of its own, and `openCrew` knows them by the function
  readonly threaded?: readonly Threaded<any, any, unknown>[]
  run(context: StageContext<Inputs, z.output<Params>>): Promise<PortValues<Outputs>> | PortValues<Outputs>
}

interface StageSpec<Inputs extends Ports, Outputs extends Ports, Params extends z.ZodType> {
  readonly inputs: Inputs
  readonly outputs: Outputs
  readonly params?: Params
  readonly random?: boolean
  readonly volatile?: boolean
  readonly section?: ReportSection
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly threaded?: readonly Threaded<any, any, unknown>[]
  run(context: StageContext<Inputs, z.output<Params>>): Promise<PortValues<Outputs>> | PortValues<Outputs>
}

const noParams = z.strictObject({})

/**
 * Defines a stage: the default export of a stage file.
 *
 * @example
 * export default defineStage({
 *   inputs: { rows: table() },
 *   outputs: { count: json<number>() },
 *   run: async ({ inputs }) => ({ count: await inputs.rows.count() }),
 * })
 */
export function defineStage<
  const Inputs extends Ports,
  const Outputs extends Ports,
  Params extends z.ZodType = typeof noParams,
>(spec: StageSpec<Inputs, Outputs, Params>): StageDefinition<Inputs, Outputs, Params> {
  const stage = { random: true, volatile: false, params: noParams, ...spec, [stageBrand]: true }
  return stage as unknown as StageDefinition<Inputs, Outputs, Params>
}

export function isStage(value: unknown): value is StageDefinition {
  return typeof value === 'object' && value !== null && stageBrand in value
}
