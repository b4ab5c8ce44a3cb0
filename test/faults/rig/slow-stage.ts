import { ProjectRig } from '../../rig/project-rig.ts'

/**
 * A stage that says when it has begun, goes on to read when it is told to, says what it has read, and ends when it is told
 * to: `begun`, `read` and `readDone`, `end` in the folder of signals.
 */
const slowStage = (signals: string) => `
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { defineStage, file, json } from 'millrace'
import { decorate } from '../lib/decorate.ts'

const signals = ${JSON.stringify(signals)}
const told = async (name: string) => {
  while (!existsSync(signals + '/' + name)) await new Promise((resolve) => setTimeout(resolve, 5))
}

export default defineStage({
  inputs: { source: file() },
  outputs: { text: json<string>() },
  random: false,
  async run({ inputs }) {
    writeFileSync(signals + '/begun', '')
    await told('read')
    const text = decorate(readFileSync(inputs.source.files[0]!.path, 'utf8'))
    writeFileSync(signals + '/readDone', '')
    await told('end')
    return { text }
  },
})
`

/** Two stages, slow → length, over one input file. */
export function slowProject(): ProjectRig {
  const project = new ProjectRig({
    'pipeline.yaml': `name: slow
stages:
  slow: { use: stages/slow.ts, in: { source: data/input.txt } }
  length: { use: stages/length.ts, in: { text: slow.text } }
`,
    'data/input.txt': 'old',
    'lib/decorate.ts': "export const decorate = (text: string) => '<' + text + '>'\n",
    'stages/length.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { text: json<string>() }, outputs: { length: json() }, random: false,
  run: ({ inputs }) => ({ length: inputs.text.length }) })`,
    'signals/readme': '',
  })
  project.write({ 'stages/slow.ts': slowStage(project.path('signals')) })
  return project
}
