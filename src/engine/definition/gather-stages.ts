import { dirname, relative, resolve } from 'node:path'
import { MillraceError } from '../../base/errors/millrace-error.ts'
import { formatPosition, type SourcePosition } from '../../base/errors/position.ts'
import { expandMatrix, type MatrixInstance } from './expand-matrix.ts'
import { fragmentSchema, type PipelineDocument, pipelineSchema } from './pipeline-schema.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import type { StageDocument } from './stage-schema.ts'
import type { PositionedYaml } from './yaml-positions.ts'

/** A stage as it is written, and the instances that it has: what wires are resolved against. */
export interface StageEntry {
  readonly base: string
  readonly document: StageDocument
  readonly yaml: PositionedYaml
  /** Absolute folder of the file that it is written in. */
  readonly folder: string
  readonly instances: readonly MatrixInstance[]
}

/** A pipeline file with all that it includes, before wires are looked at. */
export interface GatheredPipeline {
  readonly file: string
  /** Everything that was read for it, absolute. */
  readonly files: readonly string[]
  readonly document: PipelineDocument
  readonly yaml: PositionedYaml
  readonly entries: ReadonlyMap<string, StageEntry>
}

/** @throws E_PIPELINE_NOT_FOUND, E_YAML_SYNTAX, E_DEFINITION */
export function gatherStages(file: string, namedAt?: SourcePosition): GatheredPipeline {
  const main = readDocument(file, pipelineSchema, namedAt)
  const entries = new Map<string, StageEntry>()
  const files = new Set([file])

  function take(read: ReadDocument<Pick<PipelineDocument, 'stages' | 'include'>>, path: string): void {
    for (const [i, included] of read.document.include.entries()) {
      const fragment = resolve(dirname(path), included)
      if (files.has(fragment)) continue
      files.add(fragment)
      take(readDocument(fragment, fragmentSchema, read.yaml.valueAt(['include', i])), fragment)
    }
    for (const [base, document] of Object.entries(read.document.stages)) {
      const at = read.yaml.keyAt(['stages', base])
      const other = entries.get(base)
      if (other !== undefined) {
        throw new MillraceError('E_DEFINITION', `there are two stages "${base}"`, {
          at,
          hint: `The other one is at ${formatPosition(other.yaml.keyAt(['stages', base]))}: rename one.`,
        })
      }
      const instances =
        document.matrix === undefined
          ? [{ label: undefined, values: new Map() }]
          : expandMatrix(base, document.matrix, read.yaml)
      entries.set(base, { base, document, yaml: read.yaml, folder: dirname(path), instances })
    }
  }

  take(main, file)
  if (entries.size === 0 && !hasStages(main.yaml.value)) {
    throw new MillraceError('E_DEFINITION', `${relative(process.cwd(), file) || file} has no stages`, {
      at: main.yaml.keyAt(['stages']),
      hint: 'Add one under `stages:`, or include a file that has some.',
    })
  }
  return { file, files: [...files], document: main.document, yaml: main.yaml, entries }
}

function hasStages(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'stages' in value
}
