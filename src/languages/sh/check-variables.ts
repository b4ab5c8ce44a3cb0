import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import type { CommandDefinition, StageNode } from '../../engine/definition/definition.ts'
import { labelVariable, variableName } from './variable-name.ts'

/**
 * Refuses names of ports, labels, parameters and environment values that would be one shell variable.
 * @throws E_DEFINITION at the second of them
 */
export function checkVariables({ at, env, inputs, params }: StageNode, { outputs }: CommandDefinition): void {
  const taken = new Map(env.map((name) => [name, `environment value ${name}`]))
  const take = (variable: string, what: string, place: SourcePosition) => {
    const other = taken.get(variable)
    if (other !== undefined) {
      throw new MillraceError('E_DEFINITION', `${what} and ${other} would both be the shell variable "$${variable}"`, {
        at: place,
        hint: 'Call one of them otherwise.',
      })
    }
    taken.set(variable, what)
  }
  for (const [port, input] of inputs) {
    take(variableName('in', port), `input "${port}"`, input.at)
    if (input.type !== 'many') continue
    for (const [label, source] of input.sources) {
      const variable = labelVariable(port, label)
      if (variable !== undefined) take(variable, `label "${label}" of input "${port}"`, source.at)
    }
  }
  for (const port of Object.keys(outputs)) take(variableName('out', port), `output "${port}"`, at.output(port))
  for (const name of Object.keys(params)) take(variableName('param', name), `parameter "${name}"`, at.paramKey([name]))
}
