import type { Cell } from './read-rows.ts'

/** A cell as JSON can hold it. NaN, infinities, 64-bit integers, bytes and nested values are shown as text. */
export function shownCell(cell: Cell | undefined): string | number | boolean | null {
  if (cell === undefined || cell === null || typeof cell === 'string' || typeof cell === 'boolean') return cell ?? null
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : String(cell)
  if (typeof cell === 'bigint') return String(cell)
  if (cell instanceof Uint8Array) return `0x${Buffer.from(cell).toString('hex')}`
  return JSON.stringify(cell, (_key, value) => (typeof value === 'bigint' ? String(value) : value))
}
