import { isDeepStrictEqual } from 'node:util'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { type MatrixInstance, matrixText } from './expand-matrix.ts'
import type { StageEntry } from './gather-stages.ts'
import type { MatrixValue } from './matrix-schema.ts'
import type { Wire } from './wire.ts'

/** `stage.output`, `stage[instance].output`, and before it perhaps `other.yaml#`. */
const pattern = /^(?:([^#]+\.ya?ml)#)?([A-Za-z][\w-]*)(?:\[(.*)\])?\.([A-Za-z]\w*)$/s

export interface Reference {
  /** Of another pipeline: its file, as written. */
  readonly file: string | undefined
  readonly stage: string
  /** What stands in the brackets. */
  readonly label: string | undefined
  readonly output: string
}

export function parseReference(text: string): Reference | undefined {
  const match = pattern.exec(text)
  if (match === null) return undefined
  const [, file, stage, label, output] = match
  return { file, stage: stage!, label, output: output! }
}

/** One wire, or labelled ones where the reference means several instances. */
export type Resolved = Wire | ReadonlyMap<string, Wire>

/**
 * Finds the instances that a reference means. `train[nfl,spread].model` is one, `train[nfl,*].model` those that fit.
 * `train.model` means, of a stage with a matrix, the instances that agree with the asking stage on the axes that both have:
 * exactly one when all axes are shared, else all of them, labelled by the axes that are not.
 *
 * @param asking the values of the asking stage's own matrix
 * @param nameOf the name of an instance, in the pipeline that asks
 * @throws E_UNKNOWN_STAGE when there is no such instance
 */
export function resolveReference(
  { stage, label, output }: Reference,
  entry: StageEntry,
  asking: ReadonlyMap<string, MatrixValue>,
  nameOf: (instance: MatrixInstance) => string,
  at: SourcePosition,
): Resolved {
  const wire = (instance: MatrixInstance): Wire => ({ type: 'wire', stage: nameOf(instance), output, at })
  const { instances } = entry
  const [first] = instances
  if (first!.label === undefined) {
    if (label === undefined) return wire(first!)
    if (entry.document.each !== undefined) return { ...wire(first!), part: label }
    throw unknownInstance(`stage "${stage}" has no instances, so that "[${label}]" means nothing`, at, [])
  }
  if (label !== undefined) {
    const exact = instances.find((instance) => instance.label === label)
    if (exact !== undefined) return wire(exact)
    const fitting = instances.filter((instance) => label.includes('*') && fits(instance.label!, label))
    if (fitting.length > 0) return new Map(fitting.map((instance) => [instance.label!, wire(instance)]))
    throw unknownInstance(
      `stage "${stage}" has no instance "${label}"`,
      at,
      instances.map((instance) => instance.label!),
    )
  }
  const axes = [...first!.values.keys()]
  const shared = axes.filter((axis) => asking.has(axis))
  const agreeing = instances.filter(({ values }) =>
    shared.every((axis) => isDeepStrictEqual(values.get(axis), asking.get(axis))),
  )
  if (agreeing.length === 0) {
    const values = shared.map((axis) => `${axis} ${matrixText(asking.get(axis)!)}`).join(' and ')
    throw unknownInstance(
      `stage "${stage}" has no instance for ${values}`,
      at,
      instances.map((instance) => instance.label!),
    )
  }
  if (shared.length === axes.length) return wire(agreeing[0]!)
  const open = axes.filter((axis) => !shared.includes(axis))
  return new Map(
    agreeing.map((instance) => [open.map((axis) => matrixText(instance.values.get(axis)!)).join(','), wire(instance)]),
  )
}

/** Whether a label has the form of a pattern in which `*` stands for anything. */
export function fits(label: string, wanted: string): boolean {
  const parts = wanted.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`, 's').test(label)
}

function unknownInstance(message: string, at: SourcePosition, known: readonly string[]): MillraceError {
  return new MillraceError('E_UNKNOWN_STAGE', message, {
    at,
    hint: known.length === 0 ? 'Take the brackets away.' : didYouMean('', known),
  })
}
