import { ProjectRig } from '../../rig/project-rig.ts'

/**
 * A stage of many parts, each remembered: its parameter says how many. Each part appends its number to `signals/made` when
 * it is made; with a file `signals/wait-at` it waits at the part named there until that file is gone.
 */
export function searchProject(parts: number): ProjectRig {
  const project = new ProjectRig({
    'pipeline.yaml': `name: search
seed: 1
stages:
  first: { use: stages/first.ts, in: { source: data/number.txt } }
  search: { use: stages/search.ts, in: { value: first.value, note: first.note }, params: { parts: ${parts} } }
`,
    'data/number.txt': '3',
    'stages/first.ts': `import { readFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'
export default defineStage({ inputs: { source: file() }, outputs: { value: json<number>(), note: json<string>() }, random: false,
  async run({ inputs }) {
    const [value, note = ''] = readFileSync(inputs.source.files[0].path, 'utf8').split(' ')
    return { value: Number(value), note }
  } })`,
    'signals/readme': '',
  })
  project.write({
    'stages/search.ts': `import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { defineStage, json, z } from 'millrace'
const signals = ${JSON.stringify(project.path('signals'))}
const waits = (i) => existsSync(signals + '/wait-at') && readFileSync(signals + '/wait-at', 'utf8') === String(i)
export default defineStage({
  inputs: { value: json<number>(), note: json<string>() }, outputs: { sum: json<number>(), time: json<string>() },
  params: z.object({ parts: z.number() }),
  async run({ inputs, params, seed, remember }) {
    let sum = 0
    for (let i = 0; i < params.parts; i++) {
      const part = await remember({ i }, async () => {
        while (waits(i)) await new Promise((resolve) => setTimeout(resolve, 5))
        appendFileSync(signals + '/made', i + '\\n')
        return { square: inputs.value * i * i + seed * 0 }
      }, { reads: ['value'] })
      sum += part.square
    }
    const time = await remember('time', () => process.hrtime.bigint().toString(), { reads: [], replay: true })
    return { sum, time }
  },
})`,
  })
  return project
}

/** The numbers of the parts that were made, in that order. */
export function madeIn(project: ProjectRig): number[] {
  if (!project.exists('signals/made')) return []
  return project.read('signals/made').trim().split('\n').map(Number)
}
