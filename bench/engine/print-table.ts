import { type Measurement, median } from './measure.ts'

export interface Row {
  readonly shape: string
  readonly size: number
  readonly kind: string
  readonly tool: string
  readonly times: readonly Measurement[]
  /** Why there is no figure. */
  readonly out?: string | undefined
}

const milliseconds = (seconds: number) => (seconds * 1000).toFixed(seconds < 0.1 ? 1 : 0)

/** One Markdown table, each figure beside Millrace's in the same place; then what the aims are about. */
export function printTable(rows: readonly Row[], startUps: readonly Measurement[]): void {
  console.log('| DAG | stages | what | tool | wall ms, median | min | CPU ms, median | wall / Millrace | repeats |')
  console.log('| --- | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |')
  const start = { wall: median(startUps.map(({ wall }) => wall)), cpu: median(startUps.map(({ cpu }) => cpu)) }
  console.log(
    `| – | – | start-up | node -e 0 | ${milliseconds(start.wall)} | ${milliseconds(Math.min(...startUps.map(({ wall }) => wall)))} | ${milliseconds(start.cpu)} | | ${startUps.length} |`,
  )
  for (const row of rows) {
    const head = `| ${row.shape} | ${row.size} | ${row.kind} | ${row.tool} |`
    if (row.times.length === 0) {
      console.log(`${head} ${row.out ?? 'not measured'} | | | | |`)
      continue
    }
    const walls = row.times.map(({ wall }) => wall)
    const ours = rows.find((other) => same(other, row) && other.tool === 'millrace')?.times.map(({ wall }) => wall)
    const ratio = ours?.length ? (median(walls) / median(ours)).toFixed(2) : ''
    console.log(
      `${head} ${milliseconds(median(walls))} | ${milliseconds(Math.min(...walls))} | ${milliseconds(median(row.times.map(({ cpu }) => cpu)))} | ${ratio} | ${walls.length} |`,
    )
  }
  console.log('')
  for (const shape of new Set(rows.map((row) => row.shape))) {
    const at = (size: number, kind: string) =>
      rows.find((row) => row.shape === shape && row.size === size && row.kind === kind && row.tool === 'millrace')
        ?.times
    const noOp = at(10, 'no-op')
    if (noOp?.length) {
      const over = median(noOp.map(({ wall }) => wall)) - start.wall
      const cpu = median(noOp.map((time) => time.cpu)) - start.cpu
      console.log(
        `${shape}: no-op of 10 stages is ${milliseconds(over)} ms over node's start-up, ${milliseconds(cpu)} ms of it CPU`,
      )
    }
    const [small, large] = [at(10, 'full') ?? [], at(1000, 'full') ?? []]
    if (small.length > 0 && large.length > 0) {
      const grown = median(large.map(({ wall }) => wall)) - median(small.map(({ wall }) => wall))
      console.log(`${shape}: a full run costs ${milliseconds(grown / 990)} ms a stage between 10 and 1000 stages`)
    }
    const [hundreds, many] = [at(1000, 'no-op') ?? [], at(10_000, 'no-op') ?? []]
    if (hundreds.length > 0 && many.length > 0) {
      const each = (times: readonly Measurement[], size: number) =>
        ((Math.min(...times.map(({ wall }) => wall)) - start.wall) / size) * 1e6
      console.log(
        `${shape}: no-op over start-up is ${each(hundreds, 1000).toFixed(0)} µs a stage at 1000 and ${each(many, 10_000).toFixed(0)} at 10,000`,
      )
    }
  }
}

function same(a: Row, b: Row): boolean {
  return a.shape === b.shape && a.size === b.size && a.kind === b.kind
}
