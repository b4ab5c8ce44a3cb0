import { parseArgs } from 'node:util'
import type { Labels, Matrix } from '../../src/base/matrix.ts'
import { BoostingClassifier } from '../../src/ml/index.ts'

/**
 * Whether ten million rows of 28 singles train here: `npm run bench:large -- --rows 10000000 --rounds 100 --threads 2`. Prints the seconds and
 * the largest resident size, which holds the matrix itself (rows x columns x 4 bytes) too.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    columns: { type: 'string', default: '28' },
    rounds: { type: 'string', default: '100' },
    threads: { type: 'string', default: '2' },
  },
})
const [rows, columns, rounds, threads] = [values.rows, values.columns, values.rounds, values.threads].map(Number) as [
  number,
  number,
  number,
  number,
]

const data = new Float32Array(rows * columns)
let state = 88172645
for (let i = 0; i < data.length; i++) {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  data[i] = state / 2 ** 31
}
const codes = Int32Array.from({ length: rows }, (_, i) => {
  const score =
    data[i]! + data[rows + i]! * data[2 * rows + i]! - (data[3 * rows + i]! > 0.5 ? 0.7 : 0) + data[4 * rows + i]!
  return score > 0 ? 1 : 0
})
const features: Matrix = { rows, columns, names: Array.from({ length: columns }, (_, j) => `f${j}`), data }
const labels: Labels = { classes: ['no', 'yes'], codes }
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20)
console.log(
  `${rows} x ${columns}: the matrix has ${megabytes(data.byteLength)} MB, the process ${megabytes(process.memoryUsage.rss())} MB`,
)

const start = performance.now()
const cpu = process.cpuUsage()
let shown = 0
await BoostingClassifier.fit(features, labels, {
  seed: 1,
  nEstimators: rounds,
  threads,
  progress(done, total) {
    if (done * 10 < shown * total) return
    shown++
    console.log(`${done} of ${total} rounds, ${((performance.now() - start) / 1000).toFixed(0)} s`)
  },
})
const { user, system } = process.cpuUsage(cpu)
console.log(
  `fitted in ${((performance.now() - start) / 1000).toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processors, ` +
    `largest resident size ${megabytes(process.resourceUsage().maxRSS * 1024)} MB`,
)
