import type { Question } from '../contracts/measure.ts'
import type { Check } from '../definition/check.ts'

/** What must be measured to judge a check. Bounds are left out where they do not change the answer. */
export function questionOf({ output = '', rule }: Check): Question {
  switch (rule.type) {
    case 'rows':
      return { ask: 'rows', output }
    case 'unique':
      return { ask: 'repeated', output, columns: rule.columns }
    case 'present':
    case 'type':
      return { ask: 'type', output, column: rule.column }
    case 'nulls':
      return { ask: 'nulls', output, column: rule.column }
    case 'range': {
      const { min, max } = rule.bounds
      const bounds = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
      return { ask: 'outside', output, column: rule.column, ...bounds }
    }
    case 'values':
      return { ask: 'others', output, column: rule.column, values: rule.values }
    case 'fresh':
      return { ask: 'newest', output, column: rule.column }
    case 'query':
      return { ask: 'found', sql: rule.sql }
    case 'metric':
      return { ask: 'value', output, path: rule.path }
  }
}
