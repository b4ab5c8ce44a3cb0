import { didYouMean, MillraceError } from 'millrace'
import type { CompareParams } from './params.ts'

/** Where a wire belongs and what it is called. */
export interface Member {
  readonly label: string
  readonly group: string
  readonly role: 'model' | 'baseline'
  /** For reading: the words of its values, or what the group calls the baseline. */
  readonly title: string
  /** Of a model: its value on each axis. */
  readonly values: Readonly<Record<string, string>>
}

/**
 * The group and the words of every wire, models in the order of the axes' values.
 * @throws E_PARAMS for a label that the axes do not describe, a model that belongs to no group or to two, a baseline that
 *   no group names, and a group that names one that is not wired
 */
export function assignGroups(
  models: readonly string[],
  baselines: readonly string[],
  params: CompareParams,
): readonly Member[] {
  const { groups } = params
  const wrong = (message: string, hint?: string) => new MillraceError('E_PARAMS', message, { hint })
  for (const { name, baselines: named, of } of groups) {
    const missing = named.find(({ label }) => !baselines.includes(label))
    if (missing !== undefined) {
      throw wrong(
        `The group "${name}" has a baseline "${missing.label}", which is not wired.`,
        didYouMean(missing.label, baselines),
      )
    }
    const axes = params.axes.map((axis) => axis.name)
    const unknown = Object.keys(of).find((axis) => !axes.includes(axis))
    if (unknown !== undefined)
      throw wrong(`The group "${name}" names the axis "${unknown}".`, didYouMean(unknown, axes))
  }
  const ofModels = models.map((label) => {
    const values = valuesOf(label, params)
    const own = groups.filter(({ of }) =>
      Object.entries(of).every(([axis, wanted]) => wanted.includes(values[axis] as string)),
    )
    if (own.length === 1)
      return { label, group: own[0]?.name as string, role: 'model' as const, values, ...worded(values) }
    throw wrong(`The predictions "${label}" belong to ${own.length} groups.`, 'Each belongs to one: see `groups.….of`.')
  })
  function worded(values: Readonly<Record<string, string>>) {
    const words = params.axes.map((axis) => wordOf(axis, values[axis.name] as string))
    return { title: words.filter((word) => word !== '').join(', ') }
  }
  const unnamed = baselines.find(
    (label) => !groups.some((group) => group.baselines.some((each) => each.label === label)),
  )
  if (unnamed !== undefined) {
    throw wrong(`No group names the baseline "${unnamed}".`, 'Name it in `groups.….baselines`.')
  }
  const ofBaselines = groups.flatMap(({ name, baselines: named }) =>
    named.map(({ label, title }) => ({ label, group: name, role: 'baseline' as const, title, values: {} })),
  )
  const rank = ({ values }: Member) =>
    params.axes.map(({ name, values: known }) => known.findIndex((value) => value.name === values[name]))
  const sorted = ofModels.sort((a, b) => {
    const [left, right] = [rank(a), rank(b)]
    const differs = left.findIndex((place, i) => place !== right[i])
    return differs < 0 ? 0 : (left[differs] as number) - (right[differs] as number)
  })
  return [...ofBaselines, ...sorted]
}

/** The value on each axis, from a label such as `own,smote,none,forest`. */
function valuesOf(label: string, { axes }: CompareParams): Record<string, string> {
  const parts = label.split(',')
  if (parts.length !== axes.length) {
    throw new MillraceError('E_PARAMS', `The label "${label}" has ${parts.length} parts for ${axes.length} axes.`, {
      hint: 'Wire a stage with a matrix as a whole, and list its axes in their order.',
    })
  }
  return Object.fromEntries(
    axes.map(({ name, values }, i) => {
      const value = parts[i] as string
      if (values.some((known) => known.name === value)) return [name, value]
      throw new MillraceError('E_PARAMS', `The axis "${name}" has no value "${value}", which "${label}" has.`, {
        hint: didYouMean(
          value,
          values.map((known) => known.name),
        ),
      })
    }),
  )
}

/** The words of a value, which may be empty. */
export function wordOf({ values }: CompareParams['axes'][number], value: string): string {
  return values.find(({ name }) => name === value)?.title ?? value
}
