import type { Sample, Task } from './task.ts'

export interface Measured {
  readonly task: Task
  readonly samples: readonly { readonly ours: Sample; readonly reference: Sample }[]
  /** Load of the machine when it was done. */
  readonly load: string
}

/** One table in Markdown: medians, and medians of the ratios of pairs. */
export function printTable(measured: readonly Measured[]): void {
  console.log(
    '| work | ours s | reference s | wall | CPU | peak | at most (wall, CPU) | aim | pairs | load | held out |',
  )
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | --- |')
  for (const { task, samples, load } of measured) {
    const ratio = (of: (sample: Sample) => number) =>
      median(samples.map(({ ours, reference }) => of(ours) / of(reference)))
    const wall = ratio((sample) => sample.wall)
    const cpu = ratio((sample) => sample.cpu)
    const peak = ratio((sample) => sample.peakMb)
    const { most } = task
    const cells = [
      task.name,
      median(samples.map(({ ours }) => ours.wall)).toFixed(3),
      median(samples.map(({ reference }) => reference.wall)).toFixed(3),
      marked(wall, most.wall),
      marked(cpu, most.cpu),
      marked(peak, most.peak ?? 0.8),
      [most.wall, most.cpu].filter((value) => value !== undefined).join(', '),
      task.aim,
      samples.length,
      load,
      quality(samples.at(-1)!),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

function marked(ratio: number, most: number | undefined): string {
  return most !== undefined && ratio > most ? `**${ratio.toFixed(2)}**` : ratio.toFixed(2)
}

function quality({ ours, reference }: { readonly ours: Sample; readonly reference: Sample }): string {
  return Object.entries(ours.quality ?? {})
    .map(([name, value]) => `${name} ${value.toFixed(4)} / ${reference.quality?.[name]?.toFixed(4) ?? '–'}`)
    .join(', ')
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
