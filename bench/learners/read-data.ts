import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Labels, Matrix } from '../../src/base/matrix.ts'

export interface BenchData {
  readonly features: Matrix & { readonly data: Float32Array }
  /** Of classification data. */
  readonly labels: Labels
  /** Of regression data. */
  readonly values: Float64Array
}

/** A table that `data.ts` wrote, of the folder that `BENCH_DATA` names. */
export function readData(name: string): BenchData {
  const folder = process.env.BENCH_DATA ?? ''
  const { rows, columns, classes } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as {
    rows: number
    columns: number
    classes: number
  }
  // A large file is read into a buffer of its own, which needs no copy; a small one may lie in a shared one.
  const bytes = (file: string) => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(folder, file))
    return byteOffset === 0 && byteLength === buffer.byteLength
      ? buffer
      : buffer.slice(byteOffset, byteOffset + byteLength)
  }
  const y = bytes(`${name}.y.bin`)
  return {
    features: {
      rows,
      columns,
      names: Array.from({ length: columns }, (_, j) => `f${j}`),
      data: new Float32Array(bytes(`${name}.x.bin`)),
    },
    labels: {
      classes: Array.from({ length: classes }, (_, k) => String(k)),
      codes: classes > 0 ? new Int32Array(y) : new Int32Array(),
    },
    values: classes === 0 ? new Float64Array(y) : new Float64Array(),
  }
}
