import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { PortManifest } from '../contracts/port.ts'
import type { Check } from '../definition/check.ts'
import { kindOf } from './kind-of.ts'

/**
 * Every check must look at an output that its stage gives, of a kind that can be asked.
 * @throws E_UNKNOWN_OUTPUT, E_KIND_MISMATCH
 */
export function assertCheckOutputs(
  stage: string,
  checks: readonly Check[],
  outputs: Readonly<Record<string, PortManifest>>,
): void {
  for (const check of checks) {
    const { output, outputAt: at } = check
    if (output === undefined) continue
    const wanted = kindOf(check)
    const given = outputs[output]
    if (given === undefined) {
      const fitting = Object.keys(outputs).filter((name) => outputs[name]!.kind === wanted)
      throw new MillraceError('E_UNKNOWN_OUTPUT', `stage "${stage}" has no output "${output}"`, {
        at,
        hint: didYouMean(output, fitting.length > 0 ? fitting : Object.keys(outputs)),
      })
    }
    if (given.kind !== wanted) {
      const what = wanted === 'table' ? 'a table' : 'a json output'
      throw new MillraceError('E_KIND_MISMATCH', `the check looks at ${what}; "${output}" is a ${given.kind}`, {
        at,
        hint: given.kind === 'json' ? 'Write `metric:` and the path to a value.' : 'Name another output of the stage.',
      })
    }
  }
}
