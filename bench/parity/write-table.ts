import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { heldOut, type ParityTable } from './tables.ts'

/** Writes a table into a folder as the peers read it, with the rows that are held out by each of `seeds` seeds from 0. */
export function writeTable(folder: string, table: ParityTable, seeds: number): void {
  const about = { rows: table.x.length, columns: table.names.length, classes: table.classes }
  writeFileSync(join(folder, 'about.json'), JSON.stringify(about))
  writeFileSync(join(folder, 'x.bin'), new Uint8Array(Float64Array.from(table.x.flat()).buffer))
  writeFileSync(join(folder, 'y.bin'), new Uint8Array(Float64Array.from(table.y).buffer))
  for (let seed = 0; seed < seeds; seed++) {
    writeFileSync(join(folder, `held-${seed}.bin`), heldOut(table.x.length, seed))
  }
}
