import { didYouMean, type Labels, type Matrix, MillraceError, type ModelBundle, type Table } from 'millrace'
import { type Probabilities, reorderClasses, requireClassifier } from 'millrace/ml'

/** The probabilities of one model or baseline for the rows that it has some for. */
export interface Forecast {
  /** As wired: the key in metrics and columns. */
  readonly label: string
  /** For reading. */
  readonly title: string
  readonly role: 'model' | 'baseline'
  readonly probabilities: Probabilities
  readonly actual: Labels
  /** Indexes of those rows in the test table; all of them for a model. */
  readonly rows: Int32Array
  /** Weights of those rows; all 1 without. */
  readonly sampleWeight?: Float64Array | undefined
  readonly bundle?: ModelBundle
}

/** The features that any of the models needs. */
export async function featuresFor(test: Table<'test'>, bundles: readonly ModelBundle[]): Promise<Matrix> {
  const names = [...new Set(bundles.flatMap(({ model }) => model.featureNames))]
  return (await test.matrix({ features: names, categories: categoriesOf(bundles) })).features
}

/** The categories by which the models read columns: they share one matrix, so their lists must be the same. */
function categoriesOf(bundles: readonly ModelBundle[]): Record<string, readonly string[]> {
  const known: Record<string, readonly string[]> = {}
  for (const { model } of bundles) {
    for (const [name, list] of Object.entries(model.categories ?? {})) {
      const same = known[name] === undefined || JSON.stringify(known[name]) === JSON.stringify(list)
      if (!same) {
        throw new MillraceError('E_ML_FEATURES', `Two models read "${name}" by different lists of categories.`, {
          hint: 'Judge them in two stages, or fit them on the same training rows.',
        })
      }
      known[name] = list
    }
  }
  return known
}

/** What a model says of every row, its classes in the order of the judgement. */
export function forecastOfModel(
  bundle: ModelBundle,
  features: Matrix,
  actual: Labels,
): Omit<Forecast, 'label' | 'title' | 'role'> {
  const probabilities = reorderClasses(requireClassifier(bundle.model).predictProbability(features), actual.classes)
  return { probabilities, actual, rows: Int32Array.from(actual.codes.keys()), bundle }
}

/** Probabilities that stand in the table, such as those of bookmakers: rows with a NULL are left out. */
export async function forecastOfColumns(
  label: string,
  columns: Readonly<Record<string, string>>,
  test: Table<'test'>,
  actual: Labels,
): Promise<Omit<Forecast, 'label' | 'title' | 'role'>> {
  const { classes } = actual
  const unknown = Object.keys(columns).find((name) => !classes.includes(name))
  const missing = classes.find((name) => !Object.hasOwn(columns, name))
  if (unknown !== undefined || missing !== undefined) {
    const what = unknown === undefined ? `no column for the class "${missing}"` : `a class "${unknown}"`
    throw new MillraceError('E_PARAMS', `probabilityColumns.${label} has ${what}.`, {
      hint: unknown === undefined ? `Name a column for each of: ${classes.join(', ')}.` : didYouMean(unknown, classes),
    })
  }
  const values = await Promise.all(classes.map((name) => test.values(columns[name] as string)))
  const rows = Int32Array.from(actual.codes.keys()).filter((i) => values.every((column) => !Number.isNaN(column[i])))
  if (rows.length === 0) {
    throw new MillraceError(
      'E_ML_EMPTY',
      `No test row has probabilities in the columns of probabilityColumns.${label}.`,
    )
  }
  const data = new Float64Array(rows.length * classes.length)
  rows.forEach((row, i) => {
    const own = values.map((column) => column[row] as number)
    const sum = own.reduce((total, p) => total + p, 0)
    if (own.some((p) => p < 0 || p > 1) || Math.abs(sum - 1) > 1e-6) {
      throw new MillraceError('E_TABLE_VALUE', `probabilityColumns.${label}: row ${row + 1} holds ${own.join(', ')}.`, {
        hint: 'Probabilities lie between 0 and 1 and sum to 1; take the margin out of odds first.',
      })
    }
    data.set(own, i * classes.length)
  })
  const codes = rows.map((row) => actual.codes[row] as number)
  return { probabilities: { rows: rows.length, classes, data }, actual: { classes, codes }, rows }
}
