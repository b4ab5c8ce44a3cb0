import type { KindName } from '../contracts/port.ts'
import type { Check } from '../definition/check.ts'

/** The kind of output that a check looks at. */
export function kindOf({ rule }: Check): KindName {
  return rule.type === 'metric' ? 'json' : 'table'
}
