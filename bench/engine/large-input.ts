import { randomBytes } from 'node:crypto'
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { dag } from './dag.ts'
import { measure, median } from './measure.ts'
import type { Tool } from './tools/tool.ts'

const reps = 3
const megabyte = 2 ** 20

const stage = `import { statSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'

/** Looks at the size of a file, not into it. */
export default defineStage({
  inputs: { source: file() },
  outputs: { bytes: json<number>() },
  random: false,
  run: ({ inputs }) => ({ bytes: statSync(inputs.source.files[0]!.path).size }),
})
`

/**
 * What a large input costs: its first digest, beside sha256sum of the same file, and then nothing. A chain of one stage with
 * the large file and with a small one differ in nothing else.
 */
export async function largeInput(millrace: Tool, megabytes: number, folder: string): Promise<void> {
  const stages = dag('chain', 1)
  millrace.write(folder, stages)
  writeFileSync(join(folder, 'stages', 'first.ts'), stage)
  writeFileSync(
    join(folder, 'pipeline.yaml'),
    'name: bench\nstages:\n  s0:\n    use: stages/first.ts\n    in: { source: source.bin }\n',
  )
  const path = join(folder, 'source.bin')
  const run = millrace.command(stages, folder)
  const full = async () => {
    for (const name of millrace.made) rmSync(join(folder, name), { recursive: true, force: true })
    return (await measure(run, folder))!.wall
  }
  const times = { small: [] as number[], large: [] as number[], noOp: [] as number[], sum: [] as number[] }
  writeFileSync(path, 'small')
  for (let rep = 0; rep < reps; rep++) times.small.push(await full())
  fill(path, megabytes)
  for (let rep = 0; rep < reps; rep++) {
    times.sum.push((await measure({ argv: ['sha256sum', path] }, folder))!.wall)
    times.large.push(await full())
    for (let i = 0; i < reps; i++) times.noOp.push((await measure(run, folder))!.wall)
  }
  const digest = median(times.large) - median(times.small)
  const speed = (seconds: number) => `${Math.round(megabytes / seconds)} MB/s`
  console.log(
    `\nan input of ${megabytes} MB: its first digest takes ${digest.toFixed(2)} s (${speed(digest)}), sha256sum ${median(times.sum).toFixed(2)} s (${speed(median(times.sum))}); with nothing to do the run takes ${(median(times.noOp) * 1000).toFixed(0)} ms`,
  )
}

function fill(path: string, megabytes: number): void {
  const file = openSync(path, 'w')
  const block = randomBytes(megabyte)
  for (let i = 0; i < megabytes; i++) {
    block.writeUInt32LE(i)
    writeSync(file, block)
  }
  closeSync(file)
}
