import { expect, test } from 'vitest'
import { soak } from './rig/soak.ts'

/** `npm run faults` asks for 300. */
const kills = Number(process.env.MILLRACE_FAULT_KILLS ?? 8)
const seed = Number(process.env.MILLRACE_FAULT_SEED ?? Date.now() % 1_000_000)
/** On a machine with much other work. */
const mostMsAKill = 60_000

test(`${kills} random kill -9 lose nothing that was done and need no repair`, {
  timeout: 120_000 + kills * mostMsAKill,
}, async () => {
  const { kills: counts, missed, ranAgain, unfinished, wrongResults, repairs } = await soak(kills, seed)
  const byTarget = Object.entries(counts).map(([target, count]) => `${count} ${target}`)
  process.stderr.write(
    `Soak with seed ${seed}: ${kills} kills (${byTarget.join(', ')}; ${missed} runs were over before), ` +
      `${ranAgain} stages re-run of ${unfinished} unfinished, wrong results ${wrongResults.length}, manual repairs ${repairs.length}\n`,
  )
  expect(wrongResults).toEqual([])
  expect(repairs).toEqual([])
  expect(Object.values(counts).reduce((a, b) => a + b)).toBe(kills)
})
