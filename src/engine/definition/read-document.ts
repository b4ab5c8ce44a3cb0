import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import type { z } from 'zod'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { describeIssue } from './describe-issue.ts'
import { type PositionedYaml, parsePositionedYaml } from './yaml-positions.ts'

/** A YAML file whose shape has been checked. */
export interface ReadDocument<Document> {
  readonly document: Document
  readonly yaml: PositionedYaml
}

/**
 * Reads a YAML file and checks its shape. Nobody behind this checks it again.
 *
 * @param file absolute path
 * @param namedAt where another file names it
 * @throws E_PIPELINE_NOT_FOUND, E_YAML_SYNTAX, E_DEFINITION, each with its place
 */
export function readDocument<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  namedAt?: SourcePosition,
): ReadDocument<z.output<Schema>> {
  const shown = relative(process.cwd(), file) || file
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile()) {
    const seen = stat?.isDirectory()
      ? `${shown} is a folder, not a pipeline file`
      : `there is no pipeline file at ${shown}`
    throw new MillraceError('E_PIPELINE_NOT_FOUND', seen, {
      ...(namedAt === undefined
        ? { hint: 'Give one with --pipeline FILE, or run in the folder that holds pipeline.yaml.' }
        : { at: namedAt, hint: 'Paths start from the folder of the file that names them.' }),
    })
  }
  const yaml = parsePositionedYaml(readFileSync(file, 'utf8'), shown)
  return { document: checkShape(yaml, schema), yaml }
}

function checkShape<Schema extends z.ZodType>(yaml: PositionedYaml, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(yaml.value, { reportInput: true })
  if (parsed.success) return parsed.data
  const issue = deepest(parsed.error.issues[0]!)
  const path = issue.path as (string | number)[]
  const where = path.length === 0 ? 'the pipeline file' : `\`${path.join('.')}\``
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!
    throw new MillraceError('E_DEFINITION', `${where} has no field "${key}"`, {
      at: yaml.keyAt([...path, key]),
      hint: didYouMean(key, knownKeys(schema, path)),
    })
  }
  throw new MillraceError('E_DEFINITION', `${where} ${describeIssue(issue, yaml.value)}`, {
    at: yaml.valueAt(path),
    hint: 'See pipeline.schema.json for what each field takes; editors complete and check it.',
  })
}

type Issue = z.core.$ZodIssue

/** Of a choice between forms: what is wrong with the form that was meant, which is the one that got furthest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const inner = issue.errors.map((issues) => issues[0]).filter((each) => each !== undefined)
  const furthest = inner.reduce<Issue | undefined>(
    (best, each) => (rank(each) > (best === undefined ? 0 : rank(best)) ? each : best),
    undefined,
  )
  if (furthest === undefined) return issue
  return deepest({ ...furthest, path: [...issue.path, ...furthest.path] })
}

/** A value of quite another type says nothing about what was meant, a field that is missing next to nothing. */
function rank(issue: Issue): number {
  if (issue.code === 'invalid_type' && 'input' in issue && issue.input === undefined) return issue.path.length / 2
  return issue.path.length * 2 + (issue.code === 'invalid_type' ? 0 : 1)
}

/** The fields that may stand at a path, from the schema itself. */
function knownKeys(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  const found = path.reduce<unknown>((at, key) => step(unwrap(at), key), schema)
  return objectKeys(unwrap(found))
}

interface Definition {
  readonly type: string
  readonly innerType?: unknown
  readonly valueType?: unknown
  readonly element?: unknown
  readonly shape?: Readonly<Record<string, unknown>>
  readonly options?: readonly unknown[]
}

function definitionOf(schema: unknown): Definition | undefined {
  return (schema as { _zod?: { def: Definition } } | undefined)?._zod?.def
}

function unwrap(schema: unknown): unknown {
  const inner = definitionOf(schema)?.innerType
  return inner === undefined ? schema : unwrap(inner)
}

function step(schema: unknown, key: string | number): unknown {
  const definition = definitionOf(schema)
  if (definition?.options) {
    return definition.options.map((option) => step(unwrap(option), key)).find((each) => each !== undefined)
  }
  return definition?.shape?.[key] ?? definition?.valueType ?? definition?.element
}

function objectKeys(schema: unknown): string[] {
  const definition = definitionOf(schema)
  return definition?.options?.flatMap((option) => objectKeys(unwrap(option))) ?? Object.keys(definition?.shape ?? {})
}
