import { join } from 'node:path'
import type { BorderInput } from '../../engine/definition/definition.ts'
import { stageSources } from '../../engine/definition/definition.ts'
import type { RunSummary } from '../../engine/run-pipeline.ts'
import type { Evidence, InputEvidence, OutputEvidence } from '../history/evidence-schema.ts'
import { inputName } from '../history/input-name.ts'
import type { Project } from '../open-project.ts'
import { type Dataset, type DatasetName, type Facets, facet } from './openlineage.ts'

type Columns = OutputEvidence['columns']

/**
 * What a stage read, as datasets. Files are named as OpenLineage names those of a local file system: namespace `file`, name
 * the absolute path; what was downloaded goes by its address. Each file of a pattern is a dataset. An output of another
 * stage goes by the path at which it lies under `artifacts/`, its version is the digest of its content.
 */
export function inputDatasets(project: Project, summary: RunSummary, evidence: Evidence, stage: string): Dataset[] {
  const { node } = project.pipeline.stages.get(stage)!
  return stageSources(node).flatMap((given): Dataset[] => {
    const input = evidence.stages[stage]?.inputs?.[inputName(given)]
    const { source } = given
    if (source.type === 'wire') {
      const columns = evidence.stages[source.stage]?.outputs?.[source.output]?.columns
      const name = artifactName(project, source.stage, source.output)
      return name === undefined ? [] : [dataset(name, input, columns)]
    }
    const files = summary.border.get(source)?.files ?? []
    return files.map(({ path }, i) => {
      const { digest, bytes } = input?.files?.[i] ?? {}
      const known = { ...(digest === undefined ? {} : { content: digest }), ...(bytes === undefined ? {} : { bytes }) }
      return dataset(borderName(source, path), known, undefined)
    })
  })

  /** Where the stage above puts it; of a stage outside this run, the lock file knows the kind's extension. */
  function artifactName({ paths, artifacts, store, lock }: Project, from: string, output: string) {
    const path = evidence.stages[from]?.outputs?.[output]?.path
    if (path !== undefined) return { namespace: 'file', name: join(paths.root, path) }
    const locked = lock?.stages[from]
    const extension = locked && store.actions(locked.fingerprint)[0]?.outputs[output]?.extension
    if (extension === undefined) return undefined
    return { namespace: 'file', name: join(artifacts, from, `${output}${extension}`) }
  }
}

/** What a stage gave, as datasets. */
export function outputDatasets({ paths }: Project, evidence: Evidence, stage: string): Dataset[] {
  return Object.values(evidence.stages[stage]?.outputs ?? {}).map((output) => {
    const { content, bytes, facts, columns } = output
    const rowCount = typeof facts.rows === 'number' ? { rowCount: facts.rows } : {}
    return {
      namespace: 'file',
      name: join(paths.root, output.path),
      facets: datasetFacets(content, columns),
      outputFacets: {
        outputStatistics: facet('OutputStatisticsOutputDatasetFacet', { ...rowCount, size: bytes, fileCount: 1 }),
      },
    }
  })
}

function dataset(
  { namespace, name }: DatasetName,
  input: Pick<InputEvidence, 'content' | 'bytes' | 'facts'> | undefined,
  columns: Columns,
): Dataset {
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
  if (!/^https?:/.test(spec)) return { namespace: 'file', name: path }
  const { protocol, host, pathname } = new URL(spec)
  return { namespace: `${protocol}//${host}`, name: pathname }
}
