import type { Kind } from '../engine/contracts/kind.ts'
import type { KindName } from '../engine/contracts/port.ts'
import { figureKind } from './figure-kind.ts'
import { fileKind } from './file-kind.ts'
import { jsonKind } from './json-kind.ts'
import { modelKind } from './model-kind.ts'
import { tableKind } from './table-kind.ts'

/** Every kind, by name. */
export const kinds: Readonly<Record<KindName, Kind>> = {
  table: tableKind as Kind,
  model: modelKind as Kind,
  json: jsonKind,
  figure: figureKind,
  file: fileKind as Kind,
}
