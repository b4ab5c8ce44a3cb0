import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Matrix } from '../../src/base/matrix.ts'
import { explainModel } from '../../src/ml/explain/explain-model.ts'
import { readXgboostModel } from '../../src/ml/interchange/read-xgboost-model.ts'

/** node ours.mjs FOLDER: seconds of contributions in the same model and rows, in one thread: as peer.py prints them. */
const [folder = ''] = process.argv.slice(2)
const model = readXgboostModel(readFileSync(join(folder, 'model.json'), 'utf8'))
const bytes = readFileSync(join(folder, 'rows.bin'))
const data = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
const rows: Matrix = { rows: 1000, columns: 20, names: model.featureNames, data }

const wall: number[] = []
const cpu: number[] = []
let contributions: number[] = []
for (let call = 0; call < 6; call++) {
  const used = process.cpuUsage()
  const start = performance.now()
  const { base, contributions: found } = explainModel(model, rows)
  wall.push((performance.now() - start) / 1000)
  const { user, system } = process.cpuUsage(used)
  cpu.push((user + system) / 1e6)
  contributions = Array.from({ length: 5 }, (_, i) => [
    ...found.subarray(i * 20, (i + 1) * 20),
    base[0] as number,
  ]).flat()
}
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
console.log(JSON.stringify({ first: wall[0], wall: median(wall.slice(1)), cpu: median(cpu.slice(1)), contributions }))
