import { createPort, type Port } from '../../engine/contracts/port.ts'
import type { Table } from '../../table/table.ts'

/**
 * A port for a table. `tag` says where its rows come from: a table tagged `test` cannot be wired into a port tagged
 * `train`, in the pipeline file or in TypeScript. `tagFrom` gives an output the tag of the named input.
 *
 * @example
 * inputs: { train: table({ tag: 'train' }) }
 */
export function table<const Tag extends string = string>(options?: { readonly tag?: Tag }): Port<Table<Tag>>
export function table(options: { readonly tagFrom: string }): Port<Table>
export function table(options: { readonly tag?: string; readonly tagFrom?: string } = {}): Port<Table> {
  return createPort('table', options)
}
