import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { defineStage, json, z } from 'millrace'

/** Waits for the other to begin, and then stays a while, so that the other sees it too. */
export default defineStage({
  inputs: {},
  outputs: { met: json<string>() },
  params: z.object({ own: z.string(), other: z.string(), stay: z.number() }),
  random: false,
  async run({ params }) {
    writeFileSync(`${params.own}-is-here`, '')
    try {
      for (let wait = 0; !existsSync(`${params.other}-is-here`); wait++) {
        if (wait === 100) throw new Error(`${params.other} did not come`)
        await setTimeout(20)
      }
      await setTimeout(params.stay)
      return { met: params.other }
    } finally {
      rmSync(`${params.own}-is-here`)
    }
  },
})
