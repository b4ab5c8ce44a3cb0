/** What a stage author imports. Learners, sports and charts live in `millrace/ml`, `millrace/sports`, `millrace/report`. */
export { z } from 'zod'
export { didYouMean } from './base/did-you-mean.ts'
export { MillraceError } from './base/errors/millrace-error.ts'
export type { ColumnSource, Labels, Matrix } from './base/matrix.ts'
export { createRandom, deriveSeed, type Random } from './base/random.ts'
export { many, optional } from './engine/contracts/port.ts'
export type { Remember, RememberOptions } from './engine/contracts/remembered.ts'
export { defineStage, type StageContext } from './engine/contracts/stage.ts'
export {
  type Feature,
  type FeatureList,
  type ResolvedFeatures,
  resolveFeatures,
  syntheticColumn,
} from './kinds/feature-list.ts'
export type { FileValue, InputFile } from './kinds/file-value.ts'
export type { ModelBundle } from './kinds/model-bundle.ts'
export { figure } from './kinds/ports/figure.ts'
export { file } from './kinds/ports/file.ts'
export { json } from './kinds/ports/json.ts'
export { model } from './kinds/ports/model.ts'
export { table } from './kinds/ports/table.ts'
export type { Figure } from './report/figure.ts'
export type { Findings } from './report/report-model.ts'
export type { Ingested, IngestedColumn } from './table/ingest/ingested.ts'
export { readCsv } from './table/ingest/read-csv.ts'
export { readJsonRecords } from './table/ingest/read-json-records.ts'
export { readParquetFile } from './table/ingest/read-parquet-file.ts'
export { sqlName, sqlString } from './table/quote.ts'
export { Table } from './table/table.ts'
