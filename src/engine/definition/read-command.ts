import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { CommandFields } from './command-schema.ts'
import type { CommandDefinition, CommandOutput } from './definition.ts'
import type { PositionedYaml } from './yaml-positions.ts'

type Path = readonly (string | number)[]

/** Options of an output that belong to one kind. */
const ofOneKind = [
  ['format', 'table'],
  ['extension', 'file'],
] as const

/**
 * The command of a stage, or undefined for one that has a file.
 * @throws E_DEFINITION when it has both or neither, or an output whose options do not fit
 */
export function readCommand(name: string, fields: CommandFields, yaml: PositionedYaml): CommandDefinition | undefined {
  const { use, sh, out, tools } = fields
  const refuse = (message: string, place: Path, hint: string) =>
    new MillraceError('E_DEFINITION', message, { at: yaml.keyAt(['stages', name, ...place]), hint })
  if (use !== undefined && sh !== undefined) {
    throw refuse(`stage "${name}" has both \`use\` and \`sh\``, ['sh'], 'It is a file or a command: take one out.')
  }
  if (sh === undefined) {
    const surplus = (['out', 'tools'] as const).find((field) => fields[field] !== undefined)
    const where = 'Give it a stage file with `use:`, or a command with `sh:`.'
    if (use === undefined) throw refuse(`stage "${name}" has neither \`use\` nor \`sh\``, [], where)
    if (surplus === undefined) return undefined
    const hint = 'A stage file says itself what it gives.'
    throw refuse(`stage "${name}" has \`${surplus}\`, which belongs to a command`, [surplus], hint)
  }
  const reference = /\$\{\s*(?:matrix|each)\.[\w.-]+\s*\}/.exec(sh)
  if (reference !== null) {
    const hint = `Give it as a parameter, \`params: { value: "${reference[0]}" }\`, and name "$param_value" here.`
    throw refuse(`"${reference[0]}" is not filled in where a command stands`, ['sh'], hint)
  }
  if (out === undefined || Object.keys(out).length === 0) {
    const hint = 'Add `out: { table: table }`, and let the command write to "$out_table".'
    throw refuse(`stage "${name}" does not say what its command gives`, ['sh'], hint)
  }
  const outputs: Record<string, CommandOutput> = {}
  for (const [port, given] of Object.entries(out)) {
    const output: CommandOutput = typeof given === 'string' ? { kind: given } : withoutUndefined(given)
    for (const [option, kind] of ofOneKind) {
      if (output[option] === undefined || output.kind === kind) continue
      const message = `output "${port}" of stage "${name}" is a ${output.kind}; \`${option}\` is for a ${kind}`
      throw refuse(message, ['out', port, option], 'Take it out, or change the kind.')
    }
    const inputs = Object.keys(fields.in)
    if (output.tagFrom !== undefined && !inputs.includes(output.tagFrom)) {
      const message = `stage "${name}" has no input "${output.tagFrom}"`
      throw refuse(message, ['out', port, 'tagFrom'], didYouMean(output.tagFrom, inputs))
    }
    outputs[port] = output
  }
  return { text: sh, outputs, tools: tools ?? [] }
}

function withoutUndefined(output: object): CommandOutput {
  return Object.fromEntries(
    Object.entries(output).filter(([, value]) => value !== undefined),
  ) as unknown as CommandOutput
}
