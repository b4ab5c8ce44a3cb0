import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DagStage } from '../dag.ts'
import type { Tool } from './tool.ts'

const firstStage = `import { readFileSync } from 'node:fs'
import { defineStage, file, json, z } from 'millrace'

/** Reads a number and adds to it. */
export default defineStage({
  inputs: { source: file() },
  outputs: { value: json<number>() },
  params: z.object({ add: z.number().default(1) }),
  random: false,
  run({ inputs, params }) {
    const value = JSON.parse(readFileSync(inputs.source.files[0]!.path, 'utf8')) as number
    return { value: value + params.add }
  },
})
`

const nextStage = `import { defineStage, json } from 'millrace'

/** Adds one to a number. */
export default defineStage({
  inputs: { value: json<number>() },
  outputs: { value: json<number>() },
  random: false,
  run: ({ inputs }) => ({ value: inputs.value + 1 }),
})
`

const joinStage = `import { defineStage, json, many } from 'millrace'

/** Adds numbers up. */
export default defineStage({
  inputs: { values: many(json<number>()) },
  outputs: { value: json<number>() },
  random: false,
  run: ({ inputs }) => ({ value: Object.values(inputs.values).reduce((a, b) => a + b, 0) }),
})
`

/**
 * @param root where a built Millrace lies
 * @param oneFileEach every stage has a stage file of its own, instead of all of a sort sharing one
 */
export function millrace(root: string, version: string, oneFileEach = false): Tool {
  return {
    name: oneFileEach ? 'millrace, a file each' : 'millrace',
    version,
    write(folder, stages) {
      mkdirSync(join(folder, 'stages'), { recursive: true })
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'bench', private: true, type: 'module' }))
      writeFileSync(join(folder, 'source.json'), '1')
      const code = { first: firstStage, next: nextStage, join: joinStage }
      const lines = stages.map((stage, i) => {
        const sort = stage.reads.length === 0 ? 'first' : stage.reads.length === 1 ? 'next' : 'join'
        const file = oneFileEach ? `${sort}-${stage.name}` : sort
        writeFileSync(join(folder, 'stages', `${file}.ts`), code[sort])
        return stageLines(stage, i, file, sort)
      })
      writeFileSync(join(folder, 'pipeline.yaml'), `name: bench\nstages:\n${lines.join('')}`)
    },
    command: () => ({ argv: [process.execPath, join(root, 'bin', 'millrace.js')] }),
    made: ['artifacts', 'reports', 'pipeline.lock'],
    outputs: ['artifacts/bench'],
    result: (stages) => `artifacts/bench/${stages.at(-1)!.name}/value.json`,
  }
}

/** Stages that read the same differ in a parameter: with the same key one result would do for all of them. */
function stageLines({ name, reads }: DagStage, i: number, file: string, sort: 'first' | 'next' | 'join'): string {
  const head = `  ${name}:\n    use: stages/${file}.ts\n`
  if (sort === 'first') return `${head}    in: { source: source.json }\n    params: { add: ${i} }\n`
  if (sort === 'next') return `${head}    in: { value: ${reads[0]}.value }\n`
  return `${head}    in:\n      values:\n${reads.map((read) => `        ${read}: ${read}.value\n`).join('')}`
}
