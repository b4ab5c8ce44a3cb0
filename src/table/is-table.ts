import { tableBrand } from './brand.ts'
import type { Table } from './table.ts'

/** By brand and not by `instanceof`: a stage's bundle carries its own copy of the class. */
export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && tableBrand in value
}
