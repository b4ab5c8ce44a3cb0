import { parse } from 'yaml'
import { MillraceError } from '../base/errors/millrace-error.ts'

/**
 * `--set smote.kNeighbors=7`, any number of times. The value is read as YAML reads it: `7` is a number, `true` a truth
 * value, `[a, b]` a list, anything else text.
 * @throws E_ARGUMENT
 */
export function parseSet(given: readonly string[]): Record<string, unknown> {
  const overrides: Record<string, unknown> = {}
  for (const text of given) {
    const equals = text.indexOf('=')
    if (equals < 1 || !text.slice(0, equals).includes('.')) {
      throw new MillraceError('E_ARGUMENT', `--set ${text}: a stage, a parameter and a value are needed`, {
        hint: 'Write it as --set stage.param=value.',
      })
    }
    overrides[text.slice(0, equals)] = parse(text.slice(equals + 1))
  }
  return overrides
}
