import { Table } from 'millrace'
import type { Explanation } from 'millrace/ml'
import type { Explained } from './read-explained.ts'

/** A row for each explained row and output: its number and name, `base`, `said`, and `shap_` of each feature. */
export function contributionsTable(explanation: Explanation, { numbers, names }: Explained): Table {
  const { contributions, outputs, featureNames, base, raw } = explanation
  const size = raw.length
  const rowOf = (at: number) => Math.floor(at / outputs.length)
  const column = <T>(of: (at: number) => T) => Array.from({ length: size }, (_, at) => of(at))
  const values = {
    row: column((at) => BigInt((numbers[rowOf(at)] as number) + 1)),
    name: column((at) => names[rowOf(at)] as string),
    output: column((at) => outputs[at % outputs.length] as string),
    base: Float64Array.from(column((at) => base[at % outputs.length] as number)),
    said: raw,
    ...Object.fromEntries(
      featureNames.map((feature, j) => [
        `shap_${feature}`,
        Float64Array.from(column((at) => contributions[at * featureNames.length + j] as number)),
      ]),
    ),
  }
  return Table.from(values)
}
