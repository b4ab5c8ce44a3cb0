import {
  defineStage,
  type FeatureList,
  figure,
  json,
  MillraceError,
  optional,
  sqlName,
  Table,
  table,
  z,
} from 'millrace'
import { crossFacets, reweighing } from 'millrace/ml'
import type { TableFigure } from 'millrace/report'
import { readFacet } from './bias-report/read-facets.ts'

const name = z.string().min(1)

/**
 * Gives each training row a weight under which group and outcome are independent (Kamiran and Calders, 2012): rows of a
 * group and outcome that are rarer together than each alone would make them weigh more. Nothing else changes. Name the new
 * column as `weight` of `train`, and leave it out of the features.
 *
 * `facet` is a column, or several whose intersections are the groups. Weights that the rows have already, `sampleWeight`,
 * are multiplied in. `weights` shows what each group and outcome weighs.
 */
export default defineStage({
  section: 'bias',
  inputs: { train: table({ tag: 'train' }), features: optional(json<FeatureList>()) },
  outputs: { train: table({ tag: 'train' }), weights: figure() },
  params: z.strictObject({
    facet: z.union([name, z.array(name).min(1)]).describe('The column, or columns, by which rows are grouped.'),
    weight: name.default('weight').describe('The name of the new column.'),
    sampleWeight: name.optional().describe('A column of weights that the rows have already.'),
    target: name.optional().describe('The column with the outcome; default: as `features` says.'),
    classes: z.array(z.string()).min(2).optional().describe('Its classes; default: as `features` says.'),
  }),
  random: false,

  async run({ inputs, params }) {
    const train = await inputs.train.materialize()
    const target = params.target ?? inputs.features?.target
    if (target === undefined) {
      throw new MillraceError('E_PARAMS', 'Nothing says which column is the target.', {
        hint: 'Wire `features`, or set the parameter `target`.',
      })
    }
    if ((await train.columns()).some((column) => column.name === params.weight)) {
      throw new MillraceError('E_PARAMS', `The rows have a column "${params.weight}" already.`, {
        hint: 'Name another as `weight`; to multiply with it, name it as `sampleWeight`.',
      })
    }
    const classes = params.classes ?? inputs.features?.classes
    const { labels } = await train.matrix({ features: [], target, classes })
    const columns = [params.facet].flat()
    const reading = { names: {}, sign: 'documented' } as const
    const parts = []
    for (const column of columns) parts.push((await readFacet(train, column, {}, reading)).labels)
    const given = params.sampleWeight === undefined ? undefined : await train.values(params.sampleWeight)
    const { weights, cells } = reweighing(labels, crossFacets(parts), { sampleWeight: given })
    const added = Table.from({ [params.weight]: weights })
    return {
      train: train
        .sql(`SELECT self.*, added.${sqlName(params.weight)} FROM self POSITIONAL JOIN added`, { added })
        .withTag('train'),
      weights: weightsTable(cells, columns.join(' × '), target),
    }
  },
})

type Cells = ReturnType<typeof reweighing>['cells']

function weightsTable(cells: Cells, facet: string, target: string): TableFigure {
  const occurring = cells.filter(({ rows }) => rows > 0)
  const [most] = [...occurring].sort((a, b) => b.weight - a.weight)
  const n = occurring.reduce((sum, { rows }) => sum + rows, 0)
  return {
    type: 'table',
    title: `${most?.group} with ${most?.label} weighs most: each row counts as ${most?.weight.toFixed(2)}`,
    subtitle: `Weights that make ${facet} and ${target} independent; n = ${n.toLocaleString('en')}`,
    description: 'A weight above 1 says that group and outcome meet more seldom than each alone would have it.',
    columns: [
      { label: facet },
      { label: target },
      { label: 'n', align: 'right', digits: 0 },
      { label: 'weight', align: 'right', meaning: 'Rows expected without bias, over rows that there are.' },
    ],
    rows: occurring.map(({ group, label, rows, weight }) => [group, label, rows, weight]),
  }
}
