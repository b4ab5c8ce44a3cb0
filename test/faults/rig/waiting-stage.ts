import { ProjectRig } from '../../rig/project-rig.ts'

const step = (body: string, head = '') => `${head}
import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { value: json<number>() }, outputs: { value: json<number>() }, random: false,
  async run({ inputs }) { ${body} } })`

/**
 * Three stages in a row: first → second → third. The second appends a line to `signals/begun` and waits, without a pause or
 * turning round and round, until there is a file `signals/go`; it gives 2, the third 20.
 */
export function waitingProject({ busy = false } = {}): ProjectRig {
  const project = new ProjectRig({
    'pipeline.yaml': `name: row
stages:
  first: { use: stages/first.ts }
  second: { use: stages/second.ts, in: { value: first.value } }
  third: { use: stages/third.ts, in: { value: second.value } }
`,
    'stages/first.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json<number>() }, random: false, run: () => ({ value: 1 }) })`,
    'stages/third.ts': step('return { value: inputs.value * 10 }'),
    'signals/readme': '',
  })
  project.write({
    'stages/second.ts': step(
      `appendFileSync(signals + '/begun', process.pid + '\\n')
    while (!existsSync(signals + '/go')) ${busy ? ';' : 'await new Promise((resolve) => setTimeout(resolve, 5))'}
    return { value: inputs.value + 1 }`,
      `import { appendFileSync, existsSync } from 'node:fs'
const signals = ${JSON.stringify(project.path('signals'))}`,
    ),
  })
  return project
}

/** Process ids of the workers in which the second stage has begun, in that order, once there are so many of them. */
export function begunIn(project: ProjectRig, count = 1): Promise<number[]> {
  return project.pids('signals/begun', count)
}
