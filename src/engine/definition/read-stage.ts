import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { didYouMean } from '../../base/did-you-mean.ts'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import type { SourcePosition } from '../../base/errors/position.ts'
import { deriveSeed } from '../../base/random.ts'
import type { Each, InputDefinition, Retries, Source, StageNode } from './definition.ts'
import { type MatrixInstance, matrixText } from './expand-matrix.ts'
import { fillEnvironment } from './fill-environment.ts'
import { fillReferences, refersToEach } from './fill-references.ts'
import type { StageEntry } from './gather-stages.ts'
import type { MatrixValue } from './matrix-schema.ts'
import { parseCondition } from './parse-condition.ts'
import { parseBytes, parseMilliseconds } from './quantities.ts'
import { readChecks } from './read-checks.ts'
import { readCommand } from './read-command.ts'
import { parseReference, type Reference, type Resolved } from './resolve-reference.ts'
import type { StageDocument } from './stage-schema.ts'
import type { Wire } from './wire.ts'

/** What the stages of one pipeline are read with. */
export interface StageReader {
  readonly pipeline: string
  readonly seed: number
  /** Before each name: `co2/` for stages of another pipeline than the one that is open. */
  readonly prefix: string
  readonly env: NodeJS.ProcessEnv
  /** Names of the pipeline's own stages, for telling wires from files and for hints. */
  readonly names: ReadonlySet<string>
  /** @throws E_UNKNOWN_STAGE, E_PIPELINE_NOT_FOUND */
  resolve(reference: Reference, asking: Asking, at: SourcePosition): Resolved
}

/** The stage that a wire is written in. */
export interface Asking {
  readonly folder: string
  readonly values: ReadonlyMap<string, MatrixValue>
}

/** One instance of a stage, whole: references filled in, wires resolved, positions kept. */
export function readStage(entry: StageEntry, instance: MatrixInstance, reader: StageReader): StageNode {
  const { base, document, yaml, folder } = entry
  const local = instanceName(base, instance)
  const matrix = Object.fromEntries(instance.values)
  const asking: Asking = { folder, values: instance.values }
  const position = (path: readonly (string | number)[]) => yaml.valueAt(['stages', base, ...path])
  const fill = (value: unknown, ...path: (string | number)[]) =>
    fillReferences(value, 'matrix', matrix, (inner) => position([...path, ...inner]))
  const fillText = (value: string, ...path: (string | number)[]) => matrixText(fill(value, ...path) as MatrixValue)

  function wire(text: string, at: SourcePosition): Wire {
    const reference = parseReference(text)
    if (reference === undefined) {
      throw new MillraceError('E_DEFINITION', `"${text}" is not a wire`, { at, hint: 'Write it as stage.output.' })
    }
    const resolved = reader.resolve(reference, asking, at)
    if ('type' in resolved) return resolved
    throw new MillraceError('E_DEFINITION', `"${text}" means ${resolved.size} instances, and one is needed here`, {
      at,
      hint: `Name one, as ${reference.stage}[${[...resolved.keys()][0]}].${reference.output}.`,
    })
  }

  function source(text: string, at: SourcePosition): Source | ReadonlyMap<string, Source> {
    if (text === 'each' && document.each !== undefined) return { type: 'each', at }
    const spec = fillEnvironment(text, reader.env, at)
    const border = { type: 'border', spec, written: text, folder, at } as const
    const reference = parseReference(spec)
    if (reference === undefined) return border
    // `data.csv` looks like a wire: the name of a stage decides, then whether a file is there.
    if (reference.file !== undefined || reader.names.has(reference.stage)) return reader.resolve(reference, asking, at)
    if (existsSync(resolve(folder, spec))) return border
    throw new MillraceError(
      'E_UNKNOWN_STAGE',
      `"${spec}" is neither an output of a stage (there is no stage "${reference.stage}") nor a file`,
      { at, hint: didYouMean(reference.stage, reader.names) },
    )
  }

  function input(port: string, given: StageDocument['in'][string]): InputDefinition {
    const at = yaml.keyAt(['stages', base, 'in', port])
    if (typeof given === 'string') {
      const found = source(fillText(given, 'in', port), position(['in', port]))
      return 'type' in found ? { type: 'one', source: found, at } : { type: 'many', sources: found, at }
    }
    const sources = Object.entries(given).flatMap(([label, spec]): [string, Source][] => {
      const found = source(fillText(spec, 'in', port, label), position(['in', port, label]))
      if ('type' in found) return [[label, found]]
      return [...found].map(([inner, each]) => [`${label},${inner}`, each])
    })
    return { type: 'many', sources: new Map(sources), at }
  }

  const params = fill(document.params, 'params') as Record<string, unknown>
  if (document.each === undefined && refersToEach({ params, in: document.in })) {
    throw new MillraceError('E_DEFINITION', `stage "${base}" refers to \${each.…} and has no \`each:\``, {
      at: yaml.keyAt(['stages', base]),
      hint: 'Add `each: stage.output`, or take the reference out.',
    })
  }
  return {
    name: `${reader.prefix}${local}`,
    base: `${reader.prefix}${base}`,
    home: { pipeline: reader.pipeline, stage: local },
    folder,
    use: document.use === undefined ? undefined : fillText(document.use, 'use'),
    command: readCommand(base, document, yaml),
    inputs: new Map(Object.entries(document.in).map(([port, given]) => [port, input(port, given)])),
    params,
    each:
      document.each === undefined
        ? undefined
        : readEach(document.each, (text, ...path) =>
            wire(fillText(text, 'each', ...path), position(['each', ...path])),
          ),
    when:
      document.when === undefined
        ? undefined
        : parseCondition(fillText(document.when, 'when'), position(['when']), (text) => wire(text, position(['when']))),
    retries: readRetries(document.retries),
    checks: readChecks(fill(document.checks, 'checks') as StageDocument['checks'], {
      value: (path) => position(['checks', ...path]),
      key: (path) => yaml.keyAt(['stages', base, 'checks', ...path]),
    }),
    memoryBytes: document.memory === undefined ? undefined : parseBytes(document.memory),
    timeoutMs: document.timeout === undefined ? undefined : parseMilliseconds(document.timeout),
    threads: document.threads,
    env: document.env,
    seed: document.seed ?? deriveSeed(reader.seed, 'stage', local),
    sharedSeed: document.seed !== undefined,
    at: {
      name: yaml.keyAt(['stages', base]),
      use: position([document.sh === undefined ? 'use' : 'sh']),
      input: (port) => yaml.keyAt(['stages', base, 'in', port]),
      output: (port) => yaml.keyAt(['stages', base, 'out', port]),
      paramKey: (path) => yaml.keyAt(['stages', base, 'params', ...path]),
      paramValue: (path) => position(['params', ...path]),
    },
  }
}

/** `train`, or `train[nfl,spread]`. */
export function instanceName(base: string, { label }: Pick<MatrixInstance, 'label'>): string {
  return label === undefined ? base : `${base}[${label}]`
}

function readEach(each: NonNullable<StageDocument['each']>, wire: (text: string, ...path: string[]) => Wire): Each {
  if (typeof each === 'string') {
    const of = wire(each)
    return { wire: of, by: undefined, parts: undefined, at: of.at }
  }
  const of = wire(each.of, 'of')
  return { wire: of, by: typeof each.by === 'string' ? [each.by] : each.by, parts: undefined, at: of.at }
}

function readRetries(retries: StageDocument['retries']): Retries {
  if (typeof retries === 'number') return { times: retries, waitMs: 1000 }
  return { times: retries.times, waitMs: parseMilliseconds(retries.wait) }
}
