import { join } from 'node:path'
import { artifactFolder } from '../../engine/artifact-folder.ts'
import type { BorderInput } from '../../engine/definition/definition.ts'
import { stageSources } from '../../engine/definition/definition.ts'
import type { Wire } from '../../engine/definition/wire.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import type { Evidence, InputEvidence, OutputEvidence } from '../history/evidence-schema.ts'
import { inputName } from '../history/input-name.ts'
import { partOf } from '../history/part-of.ts'
import type { Project } from '../open-project.ts'
import { type Dataset, type DatasetName, type Facets, facet } from './openlineage.ts'

type Columns = OutputEvidence['columns']
type Known = Pick<InputEvidence, 'content' | 'bytes' | 'facts'>

/**
 * What a stage read, as datasets. Files are named as OpenLineage names those of a local file system: namespace `file`, name
 * the absolute path; what was downloaded goes by its address. Each file of a pattern is a dataset. An output of another
 * stage goes by the path at which it lies under `artifacts/`, its version is the digest of its content. An instance of a fan
 * reads the whole of which it takes a part: the part has no name of its own.
 */
export function inputDatasets(project: Project, summary: RunSummary, evidence: Evidence, stage: string): Dataset[] {
  return stageSources(summary.pipeline.stages.get(stage)!.node).flatMap((given): Dataset[] => {
    const input = evidence.stages[stage]?.inputs?.[inputName(given)]
    const { source } = given
    if (source.type === 'border') return borderDatasets(summary, source, input)
    if (source.type === 'wire') return artifactDatasets(project, summary, evidence, source, input)
    const whole = source.type === 'part' ? partOf(project.pipeline, stage)?.wire : undefined
    if (whole === undefined) return []
    return artifactDatasets(project, summary, evidence, whole, evidence.stages[whole.stage]?.outputs?.[whole.output])
  })
}

function borderDatasets({ border }: RunSummary, source: BorderInput, input: InputEvidence | undefined): Dataset[] {
  return (border.get(source)?.files ?? []).map(({ path }, i) => {
    const { digest, bytes } = input?.files?.[i] ?? {}
    const known = { ...(digest === undefined ? {} : { content: digest }), ...(bytes === undefined ? {} : { bytes }) }
    return dataset(borderName(source, path), known, undefined)
  })
}

function artifactDatasets(
  project: Project,
  summary: RunSummary,
  evidence: Evidence,
  { stage, output }: Wire,
  known: Known | undefined,
): Dataset[] {
  const told = evidence.stages[stage]?.outputs?.[output]
  if (told !== undefined) {
    const found = dataset(fileName(join(project.paths.root, told.path)), known, told.columns)
    return [{ ...found, inputFacets: { ...found.inputFacets, ...assertions(evidence, stage, output) } }]
  }
  // Of a stage outside this run the store knows the kind's extension, and the lock file where to look.
  const locked = project.lock?.stages[stage]
  const extension = locked && project.store.actions(locked.fingerprint)[0]?.outputs[output]?.extension
  const from = summary.pipeline.stages.get(stage)
  if (extension === undefined || from === undefined) return []
  const path = join(artifactFolder(project.artifacts, from.node), `${output}${extension}`)
  return [dataset(fileName(path), known, undefined)]
}

/** What the checks of the stage above said of this output. A query is about several: it is not told. */
function assertions({ checks = [] }: Evidence, stage: string, output: string): Facets {
  const about = checks.filter((check) => check.stage === stage && check.output === output)
  if (about.length === 0) return {}
  const list = about.map(({ check, ok, level, column }) => ({
    assertion: check,
    success: ok,
    severity: level,
    ...(column === undefined ? {} : { column }),
  }))
  return { dataQualityAssertions: facet('DataQualityAssertionsDatasetFacet', { assertions: list }) }
}

const fileName = (name: string): DatasetName => ({ namespace: 'file', name })

/** What a stage gave, as datasets. */
export function outputDatasets({ paths }: Project, evidence: Evidence, stage: string): Dataset[] {
  return Object.values(evidence.stages[stage]?.outputs ?? {}).map((output) => {
    const { content, bytes, facts, columns } = output
    const rowCount = typeof facts.rows === 'number' ? { rowCount: facts.rows } : {}
    return {
      ...fileName(join(paths.root, output.path)),
      facets: datasetFacets(content, columns),
      outputFacets: {
        outputStatistics: facet('OutputStatisticsOutputDatasetFacet', { ...rowCount, size: bytes, fileCount: 1 }),
      },
    }
  })
}

function dataset({ namespace, name }: DatasetName, input: Known | undefined, columns: Columns): Dataset {
  const rows = input?.facts?.rows
  const known = {
    ...(typeof rows === 'number' ? { rowCount: rows } : {}),
    ...(input?.bytes === undefined ? {} : { bytes: input.bytes }),
  }
  const columnMetrics = Object.fromEntries((columns ?? []).map((column) => [column.name, { nullCount: column.nulls }]))
  const metrics = facet('DataQualityMetricsInputDatasetFacet', { ...known, columnMetrics })
  return {
    namespace,
    name,
    facets: datasetFacets(input?.content, columns),
    ...(Object.keys(known).length === 0 ? {} : { inputFacets: { dataQualityMetrics: metrics } }),
  }
}

function datasetFacets(content: string | undefined, columns: Columns): Facets {
  const fields = columns?.map(({ name, type }) => ({ name, type }))
  return {
    ...(content === undefined ? {} : { version: facet('DatasetVersionDatasetFacet', { datasetVersion: content }) }),
    ...(fields === undefined ? {} : { schema: facet('SchemaDatasetFacet', { fields }) }),
  }
}

/** An address without what may be secret in it: user, password, query. */
function borderName({ spec }: BorderInput, path: string): DatasetName {
  if (!/^https?:/.test(spec)) return fileName(path)
  const { protocol, host, pathname } = new URL(spec)
  return { namespace: `${protocol}//${host}`, name: pathname }
}
