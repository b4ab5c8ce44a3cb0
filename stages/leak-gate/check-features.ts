import type { FeatureList, Matrix, ResolvedFeatures } from 'millrace'
import {
  categoryStrength,
  classStrength,
  nameSharesStem,
  pairRelations,
  type Strength,
  sumOfParts,
  valueStrength,
} from 'millrace/ml'
import type { CheckedLeak, LeakWarning } from './leak-report.ts'
import type { LeakGateParams } from './params.ts'
import type { GateRows } from './read-training.ts'
import { count, number, shown } from './words.ts'

const symbol = { product: '·', ratio: '/', sum: '+', difference: '−' } as const

const drop = (what: string) =>
  `Leave ${what} out of the features, or say under \`allow\` why the value is known beforehand.`

export interface CheckedFeatures {
  readonly checked: readonly CheckedLeak[]
  readonly strength: readonly { readonly feature: string; readonly value: number | null; readonly rows: number }[]
}

/** Columns that give the target: alone, by twos, added up, or by their name. */
export function checkFeatures(
  rows: GateRows,
  resolved: ResolvedFeatures,
  list: FeatureList | undefined,
  params: LeakGateParams,
  seed: number,
): CheckedFeatures {
  const { features, target, changes, limit, measure } = rows
  const { names, categorical, target: targetName } = resolved
  const column = (matrix: Matrix, j: number) => matrix.data.subarray(j * matrix.rows, (j + 1) * matrix.rows)
  const strengthOf = (values: ArrayLike<number>): Strength =>
    target instanceof Float64Array ? valueStrength(values, target) : classStrength(values, target, seed)

  const single = names.map((name, j) =>
    categorical.includes(name) ? categoryStrength(column(features, j), target, seed) : strengthOf(column(features, j)),
  )
  const warnings: LeakWarning[] = []
  for (const [j, feature] of names.entries()) {
    const alone = single[j]!
    const change = changes === undefined || categorical.includes(feature) ? undefined : strengthOf(column(changes, j))
    const total = !(alone.value > limit) && change !== undefined && change.value > limit
    if (!(alone.value > limit) && !total) continue
    const { value, rows: n } = total ? change : alone
    warnings.push({
      name: 'single-feature-gives-target',
      features: [feature],
      seen: value,
      limit,
      why: `${total ? `The change of “${feature}” since the row before` : `“${feature}” alone`} gives “${targetName}”: ${measure} ${shown(value, limit)} on ${count(n, 'row')}${total ? ', so that it is a running total of it' : ''}.`,
      whatToDo: drop(`“${feature}”`),
    })
  }
  const given = new Set(warnings.flatMap((warning) => warning.features))
  const free = names.flatMap((name, j) => (given.has(name) || categorical.includes(name) ? [] : [j]))
  const numbers = chosen(features, free)
  const pairs = pairRelations(numbers, target, {
    single: free.map((j) => single[j]!.value),
    limit,
    seed,
    mostFeatures: params.sample.pairFeatures,
  })
  const sampled = features.rows < rows.rows ? ` of ${number(rows.rows)}, drawn by chance` : ''
  const ofRows = `${count(features.rows, 'training row')}${sampled}`
  return {
    strength: names.map((feature, j) => ({
      feature,
      value: Number.isNaN(single[j]!.value) ? null : single[j]!.value,
      rows: single[j]!.rows,
    })),
    checked: [
      {
        name: 'single-feature-gives-target',
        looked: `${count(names.length, 'feature')} alone${changes === undefined ? '' : ' and by their changes'}; ${ofRows}`,
        done: single.some(({ value }) => !Number.isNaN(value)),
        warnings,
      },
      {
        name: 'pair-gives-target',
        looked: `products, ratios, sums, differences of ${count(pairs.pairs, 'pair')}${pairs.unpaired.length === 0 ? '' : ` (${count(pairs.unpaired.length, 'feature')} left out)`}; ${ofRows}`,
        done: pairs.pairs > 0,
        warnings: pairs.relations.map(({ features: [a, b], relation, value, rows: n }) => ({
          name: 'pair-gives-target',
          features: [a, b],
          seen: value,
          limit,
          why: `“${a}” ${symbol[relation]} “${b}” gives “${targetName}”: ${measure} ${shown(value, limit)} on ${count(n, 'row')}.`,
          whatToDo: drop(`“${a}” or “${b}”`),
        })),
      },
      checkParts(numbers, rows, targetName, new Set(pairs.relations.map(({ features: pair }) => together(pair)))),
      checkNames(names, list, targetName),
    ],
  }
}

const together = (features: readonly string[]) => JSON.stringify([...features].sort())

/** @param pairs those that are named already */
function checkParts(
  numbers: Matrix,
  { target, limit }: GateRows,
  targetName: string,
  pairs: ReadonlySet<string>,
): CheckedLeak {
  const name = 'same-period-component'
  if (!(target instanceof Float64Array)) {
    return { name, looked: 'nothing: classes have no parts (a difference is a pair)', done: false, warnings: [] }
  }
  const sum = sumOfParts(numbers, target)
  if (sum === undefined)
    return { name, looked: `${count(numbers.columns, 'column')}: no two add up`, done: true, warnings: [] }
  const looked = `multiples of ${count(numbers.columns, 'column')} that add up; ${count(sum.rows, 'training row')}`
  const features = sum.parts.map(({ feature }) => feature)
  if (!(sum.value > limit) || pairs.has(together(features))) return { name, looked, done: true, warnings: [] }
  const parts = sum.parts.map(({ feature, times }) => `${Number(times.toPrecision(3))} × “${feature}”`).join(' + ')
  const warning: LeakWarning = {
    name,
    features,
    seen: sum.value,
    limit,
    why: `“${targetName}” is the sum of columns of the same row: ${parts}, R² ${shown(sum.value, limit)} on the ${count(sum.rows, 'row')} that fit best (95 %).`,
    whatToDo: `Use the parts of earlier rows (\`lags\`), or leave them out: ${features.join(', ')}.`,
  }
  return { name, looked, done: true, warnings: [warning] }
}

function checkNames(names: readonly string[], list: FeatureList | undefined, target: string): CheckedLeak {
  const described = new Map(list?.features.map(({ name, description }) => [name, description]))
  const named = names.filter((name) => nameSharesStem(target, name, described.get(name)))
  return {
    name: 'name-shares-stem',
    looked: `${count(names.length, 'name')} beside “${target}”`,
    done: true,
    warnings: named.map((feature) => ({
      name: 'name-shares-stem',
      features: [feature],
      seen: 1,
      limit: 0,
      why: `“${feature}” is named after the target “${target}”: it may be made from it, or be a part of it.`,
      whatToDo: `Leave it out, or say under \`allow\` why the value is known beforehand; a value of earlier rows has \`lag\` or \`previous\` in its name.`,
    })),
  }
}

function chosen(matrix: Matrix, columns: readonly number[]): Matrix {
  const { rows, names } = matrix
  const data = new Float64Array(rows * columns.length)
  for (const [at, j] of columns.entries()) data.set(matrix.data.subarray(j * rows, (j + 1) * rows), at * rows)
  return { rows, columns: columns.length, names: columns.map((j) => names[j]!), data }
}
