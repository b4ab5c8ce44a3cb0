import type { Sample } from './task.ts'

/** Measures one call, and prints the line that the driver reads. */
export async function measureCall<T>(call: () => T): Promise<{ result: Awaited<T>; print(quality?: object): void }> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const result = await call()
  const wall = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  // Before what was fitted is judged, which takes memory of its own.
  const peakMb = process.resourceUsage().maxRSS / 1024
  const print = (quality: object = {}) => {
    const sample: Sample = { wall, cpu: (user + system) / 1e6, peakMb, quality: quality as Record<string, number> }
    console.log(JSON.stringify(sample))
  }
  return { result, print }
}
