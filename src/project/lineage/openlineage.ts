import { packageVersion } from '../../base/package-root.ts'

/** One line of a lineage file: a run event of OpenLineage 2-0-2. */
export interface LineageEvent {
  readonly eventType: 'START' | 'COMPLETE' | 'FAIL' | 'ABORT'
  /** RFC 3339, in UTC. */
  readonly eventTime: string
  readonly run: { readonly runId: string; readonly facets: Facets }
  readonly job: JobName & { readonly facets: Facets }
  readonly inputs?: readonly Dataset[]
  readonly outputs?: readonly Dataset[]
  readonly producer: string
  readonly schemaURL: string
}

export interface JobName {
  readonly namespace: string
  readonly name: string
}

export interface DatasetName {
  readonly namespace: string
  readonly name: string
}

export interface Dataset extends DatasetName {
  readonly facets?: Facets
  readonly inputFacets?: Facets
  readonly outputFacets?: Facets
}

export interface Facet {
  readonly _producer: string
  readonly _schemaURL: string
  readonly [field: string]: unknown
}

export type Facets = Readonly<Record<string, Facet>>

/** Millrace has no homepage to point at: a name instead of an address. */
export const producer = (): string => `urn:millrace:${packageVersion()}`

const core = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/'
export const runEventSchema = `${core}RunEvent`

/** The version of each standard facet that is written here. */
const schemas = {
  DataQualityAssertionsDatasetFacet: '1-0-2',
  DataQualityMetricsInputDatasetFacet: '1-0-2',
  DatasetVersionDatasetFacet: '1-0-1',
  DocumentationJobFacet: '1-0-1',
  ErrorMessageRunFacet: '1-0-1',
  JobTypeJobFacet: '2-0-3',
  OutputStatisticsOutputDatasetFacet: '1-0-2',
  ParentRunFacet: '1-1-0',
  ProcessingEngineRunFacet: '1-1-1',
  SchemaDatasetFacet: '1-1-1',
  SourceCodeJobFacet: '1-0-1',
  SourceCodeLocationJobFacet: '1-0-1',
  SQLJobFacet: '1-0-1',
} as const

/** A facet of the standard. */
export function facet(schema: keyof typeof schemas, fields: Readonly<Record<string, unknown>>): Facet {
  const url = `https://openlineage.io/spec/facets/${schemas[schema]}/${schema}.json#/$defs/${schema}`
  return { _producer: producer(), _schemaURL: url, ...fields }
}

/**
 * A run facet of Millrace's own, under a name that begins with `millrace_`. It points at the schema that every run facet
 * fulfils, since its own is published nowhere; docs/guides/provenance.md tells its fields.
 */
export function ownRunFacet(fields: Readonly<Record<string, unknown>>): Facet {
  return { _producer: producer(), _schemaURL: `${core}RunFacet`, ...fields }
}
