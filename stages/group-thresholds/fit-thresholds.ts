import { type Labels, type Matrix, MillraceError, type Table } from 'millrace'
import {
  type Classifier,
  crossFacets,
  type FairnessConstraint,
  GroupThresholdClassifier,
  type GroupThresholds,
  groupThresholds,
} from 'millrace/ml'

export interface ThresholdFit {
  readonly columns: readonly string[]
  readonly positive: string
  readonly constraint: FairnessConstraint
  readonly tolerance: number
  readonly minimumGroup: number
}

/** Chooses thresholds by the held-out rows and puts them around the model. */
export async function fitThresholds(
  classifier: Classifier,
  held: Table,
  features: Matrix,
  actual: Labels,
  { columns, positive, constraint, tolerance, minimumGroup }: ThresholdFit,
): Promise<{ model: Classifier; thresholds: GroupThresholds }> {
  const said = classifier.predictProbability(features)
  const code = said.classes.indexOf(positive)
  if (code < 0 || said.classes.length !== 2) {
    throw new MillraceError(
      'E_PARAMS',
      `"${positive}" is not one of two classes; the model has ${said.classes.join(', ')}.`,
    )
  }
  const scores = Float64Array.from({ length: said.rows }, (_, i) => said.data[2 * i + code] as number)
  const isPositive = actual.codes.map((label) => (actual.classes[label] === positive ? 1 : 0))

  // Groups as the model will read them: by the codes of its own categories where it has some.
  const types = new Map((await held.columns()).map(({ name, type }) => [name, type]))
  const categories: Record<string, readonly string[]> = {}
  const parts: Labels[] = []
  const values: Float64Array[] = []
  for (const column of columns) {
    const isText = /^(VARCHAR|ENUM)/.test(types.get(column) ?? 'VARCHAR')
    const own = classifier.categories?.[column]
    if (own !== undefined || isText) categories[column] = own ?? (await held.categories(column))
    const read = (await held.matrix({ features: [column], categories: isText || own ? categories : {} })).features.data
    const codes = Float64Array.from(read)
    const distinct = [...new Set(codes)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
    if (distinct.length < 1) {
      throw new MillraceError('E_FACET', `The facet "${column}" has no value in any of ${codes.length} rows.`)
    }
    const names = distinct.map((value) => categories[column]?.[value] ?? String(value))
    parts.push({
      classes: [...names, 'missing'],
      codes: Int32Array.from(codes, (value) => (Number.isNaN(value) ? names.length : distinct.indexOf(value))),
    })
    values.push(codes)
  }
  const facet = crossFacets(parts)
  const sizes = facet.classes.map((_, group) => facet.codes.reduce((sum, own) => sum + (own === group ? 1 : 0), 0))
  const isKept = (row: number) =>
    (sizes[facet.codes[row] as number] as number) >= minimumGroup &&
    values.every((column) => !Number.isNaN(column[row]))
  const rows = [...facet.codes.keys()].filter(isKept)
  if (rows.length === 0) {
    throw new MillraceError('E_FACET', `No group of ${columns.join(', ')} has ${minimumGroup} rows.`, {
      hint: 'Lower minimumGroup, or hold out more rows.',
    })
  }
  const pick = (column: ArrayLike<number>) => Float64Array.from(rows, (row) => column[row] as number)
  const thresholds = groupThresholds(
    pick(scores),
    pick(isPositive),
    { classes: facet.classes, codes: Int32Array.from(pick(facet.codes)) },
    { constraint, tolerance, candidates: sizes.length > 4 ? 60 : 200 },
  )
  const groups = thresholds.thresholds.map(({ group, threshold }) => {
    const row = rows.find((own) => facet.classes[facet.codes[own] as number] === group) as number
    return { group, threshold, values: values.map((column) => column[row] as number) }
  })
  return { model: new GroupThresholdClassifier(classifier, { positive, columns, categories, groups }), thresholds }
}
