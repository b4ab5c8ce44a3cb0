import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { MillraceError } from '../base/errors/millrace-error.ts'

/**
 * `--set smote.kNeighbors=7`, any number of times. The value is read as YAML reads it: `7` is a number, `true` a truth
 * value, `[a, b]` a list, anything else text. `--set @hyperparameters.json` takes many from a file, JSON or YAML, written
 * as `{ "smote.kNeighbors": 7 }` or `{ "smote": { "kNeighbors": 7 } }`.
 *
 * @throws E_ARGUMENT, E_FILE_NOT_FOUND
 */
export function parseSet(given: readonly string[]): Record<string, unknown> {
  const overrides: Record<string, unknown> = {}
  for (const text of given) {
    if (text.startsWith('@')) {
      Object.assign(overrides, readFile(text.slice(1)))
      continue
    }
    const equals = text.indexOf('=')
    if (equals < 1 || !text.slice(0, equals).includes('.')) {
      throw new MillraceError('E_ARGUMENT', `--set ${text}: a stage, a parameter and a value are needed`, {
        hint: 'Write it as --set stage.param=value, or --set @file.json.',
      })
    }
    overrides[text.slice(0, equals)] = readYaml(text.slice(equals + 1), text)
  }
  return overrides
}

function readFile(path: string): Record<string, unknown> {
  if (!existsSync(path)) {
    throw new MillraceError('E_FILE_NOT_FOUND', `--set @${path}: there is no such file`, {
      hint: 'The path starts from the folder that the command is run in.',
    })
  }
  const values = readYaml(readFileSync(path, 'utf8'), `@${path}`)
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new MillraceError('E_ARGUMENT', `--set @${path}: the file does not hold parameters by stage`, {
      hint: 'Write it as { "stage.param": value } or { "stage": { "param": value } }.',
    })
  }
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, unknown][] =>
      !name.includes('.') && typeof value === 'object' && value !== null
        ? Object.entries(value).map(([param, each]) => [`${name}.${param}`, each])
        : [[name, value]],
    ),
  )
}

function readYaml(text: string, argument: string): unknown {
  try {
    return parse(text, { prettyErrors: false })
  } catch (cause) {
    const [message] = (cause as Error).message.split('\n')
    throw new MillraceError('E_ARGUMENT', `--set ${argument}: ${message}`, {
      cause,
      hint: 'A value is read as YAML; put text with brackets, colons or quotes between quotes.',
    })
  }
}
