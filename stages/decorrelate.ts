import {
  defineStage,
  type FeatureList,
  figure,
  json,
  MillraceError,
  optional,
  resolveFeatures,
  table,
  z,
} from 'millrace'
import { fitCorrelationRemover, removeCorrelation } from 'millrace/ml'
import type { TableFigure } from 'millrace/report'
import { appendColumns, strongestCorrelations } from './decorrelate/columns.ts'
import { readPlain, readSensitive, sensitiveValues } from './decorrelate/read-columns.ts'

const names = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)])

/**
 * Takes from each feature what it has in common with sensitive columns: the part that a straight line finds. Fitted on the
 * training rows alone, done to both sides (Fairlearn’s correlation remover). Features that are categories become flags first,
 * one a value that training has, since `wife` tells the sex as well as a number could.
 *
 * All columns stay; the new ones stand beside them under their names with `prefix`, so that models with and without them are
 * judged on the same test rows. `features` lists the new ones: the sensitive columns are none of them. `alpha` below 1 leaves
 * a part of the correlation in.
 *
 * It helps linear learners. Trees can read the group back: a flag less its group mean has other values in each group. On Adult
 * boosting from such features keeps the whole gap between women and men. Look at the bias of the result.
 */
export default defineStage({
  section: 'bias',
  inputs: {
    train: table({ tag: 'train' }),
    test: table({ tag: 'test' }),
    features: optional(json<FeatureList>()),
  },
  outputs: {
    train: table({ tag: 'train' }),
    test: table({ tag: 'test' }),
    features: json<FeatureList>(),
    correlations: figure(),
  },
  params: z.strictObject({
    sensitive: names.describe('The columns whose trace is removed: numbers, or values of which each is a flag.'),
    alpha: z.number().min(0).max(1).default(1).describe('1 removes all linear correlation, 0 none.'),
    prefix: z.string().min(1).default('fair_').describe('Put before the names of the new columns.'),
    target: z.string().optional().describe('The column to predict; default: as `features` says.'),
    classes: z.array(z.string()).min(2).optional().describe('Its classes; default: as `features` says.'),
    features: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('The features; default: as `features` says, else all numbers and flags.'),
    categorical: z.array(z.string()).min(1).optional().describe('Features that are categories.'),
  }),
  random: false,

  async run({ inputs, params }) {
    const [train, test] = [await inputs.train.materialize(), await inputs.test.materialize()]
    const resolved = await resolveFeatures(train, inputs.features, params)
    const sensitive = [params.sensitive].flat()
    const used = resolved.names.filter((name) => !sensitive.includes(name))
    if (used.length === 0) {
      throw new MillraceError('E_PARAMS', 'There is no feature besides the sensitive columns.', {
        hint: 'Name at least one more in `features`.',
      })
    }
    const plain = { names: used, categorical: resolved.categorical.filter((name) => used.includes(name)) }
    const categories = Object.fromEntries(
      await Promise.all(plain.categorical.map(async (name) => [name, await train.categories(name)] as const)),
    )
    const known = await sensitiveValues(train, sensitive)
    const [before, trace] = [await readPlain(train, plain, categories), await readSensitive(train, known)]
    const remover = fitCorrelationRemover(before, trace, { alpha: params.alpha })
    const after = removeCorrelation(remover, before, trace)
    const [plainTest, traceTest] = [await readPlain(test, plain, categories), await readSensitive(test, known)]
    const list: FeatureList = {
      target: resolved.target,
      ...(resolved.classes === undefined ? {} : { classes: resolved.classes }),
      features: after.names.map((name) => ({
        name: `${params.prefix}${name}`,
        type: 'number',
        description: `${name} without its linear correlation with ${sensitive.join(', ')}`,
      })),
    }
    return {
      train: appendColumns(train, after, params.prefix).withTag('train'),
      test: appendColumns(test, removeCorrelation(remover, plainTest, traceTest), params.prefix).withTag('test'),
      features: list,
      correlations: correlationsTable(strongestCorrelations(before, after, trace), sensitive, before.rows),
    }
  },
})

type Strongest = ReturnType<typeof strongestCorrelations>

function correlationsTable(found: Strongest, sensitive: readonly string[], n: number): TableFigure {
  const [most] = found
  return {
    type: 'table',
    title: `${most?.feature} had the strongest correlation with ${most?.sensitive}: ${most?.before.toFixed(2)}, now ${Math.abs(most?.after ?? 0).toFixed(2)}`,
    subtitle: `Correlation of features with ${sensitive.join(', ')} in the training rows; the ${found.length} strongest; n = ${n.toLocaleString('en')}`,
    description:
      'Correlation of what the features were, and are now. What is left for combinations and curves to find is not shown.',
    columns: [
      { label: 'feature' },
      { label: 'sensitive column' },
      { label: 'before', align: 'right', meaning: 'Pearson correlation.' },
      { label: 'after', align: 'right' },
    ],
    rows: found.map(({ feature, sensitive: of, before, after }) => [feature, of, before, after]),
  }
}
