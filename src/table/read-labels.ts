import { didYouMean } from '../base/did-you-mean.ts'
import { MillraceError } from '../base/errors/millrace-error.ts'
import type { Labels } from '../base/matrix.ts'
import { readColumn } from './read-column.ts'
import type { Column, Relation } from './relation.ts'

/** Types whose values are spelt as one text each. */
export const spellable =
  /^(BOOLEAN|VARCHAR|ENUM\(.*\)|U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\(.*\))$/s

function sortedDistinct(labels: readonly string[], numeric: boolean): string[] {
  const distinct = [...new Set(labels)]
  return numeric ? distinct.sort((a, b) => Number(a) - Number(b)) : distinct.sort()
}

/**
 * The target column as codes into classes. Numbers are spelt as JavaScript spells them, so that 1 in a DOUBLE column
 * is the class `1`.
 * @param classes default: the distinct labels in ascending order
 * @throws E_TABLE_LABEL for a NULL or a label outside `classes`, with its row; E_TABLE_TYPE for dates and nested values
 */
export async function readLabels(
  relation: Relation,
  column: Column,
  rows: number,
  classes?: readonly string[],
): Promise<Labels> {
  if (!spellable.test(column.type)) {
    throw new MillraceError('E_TABLE_TYPE', `Column "${column.name}" is ${column.type} and cannot be a class label.`, {
      hint: 'Turn it into text, numbers or truth values in an earlier stage.',
    })
  }
  const { values, valid } = await readColumn(relation, column, rows)
  const missing = valid?.indexOf(0) ?? -1
  if (missing >= 0) {
    throw new MillraceError('E_TABLE_LABEL', `The label "${column.name}" is missing in row ${missing + 1}.`, {
      hint: 'Leave out the rows without a label in an earlier stage.',
    })
  }
  const labels = Array.from(values as ArrayLike<unknown>, String)
  const known = classes ?? sortedDistinct(labels, !/^(BOOLEAN|VARCHAR|ENUM)/.test(column.type))
  const codeOf = new Map(known.map((label, code) => [label, code]))
  const codes = new Int32Array(rows)
  for (let i = 0; i < rows; i++) {
    const code = codeOf.get(labels[i]!)
    if (code === undefined) {
      throw new MillraceError(
        'E_TABLE_LABEL',
        `Row ${i + 1} has the label "${labels[i]}" in column "${column.name}", which is not one of the classes.`,
        {
          hint: didYouMean(labels[i]!, known),
        },
      )
    }
    codes[i] = code
  }
  return { classes: known, codes }
}
