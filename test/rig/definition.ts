import type { SourcePosition } from '../../src/base/errors/position.ts'
import type { InputDefinition, PipelineDefinition, StageNode } from '../../src/engine/definition/definition.ts'

export const nowhere: SourcePosition = { file: 'pipeline.yaml', line: 1, column: 1 }

/** A definition in which each stage reads the output `out` of the stages that are named. */
export function definitionOf(reads: Readonly<Record<string, readonly string[]>>): PipelineDefinition {
  const stages = Object.entries(reads).map(([name, parents], line): [string, StageNode] => [
    name,
    node(name, parents, line),
  ])
  return {
    file: '/p/pipeline.yaml',
    files: ['/p/pipeline.yaml'],
    folder: '/p',
    name: 'p',
    nameAt: nowhere,
    seed: 0,
    report: { title: undefined, question: undefined, answer: undefined, warnings: [] },
    stages: new Map(stages),
  }
}

function node(name: string, parents: readonly string[], line: number): StageNode {
  const at = { ...nowhere, line: line + 1 }
  const inputs = parents.map((parent, i): [string, InputDefinition] => [
    `in${i}`,
    { type: 'one', source: { type: 'wire', stage: parent, output: 'out', at }, at },
  ])
  return {
    name,
    base: name,
    home: { pipeline: 'p', stage: name },
    folder: '/p',
    use: `${name}.ts`,
    command: undefined,
    inputs: new Map(inputs),
    params: {},
    each: undefined,
    when: undefined,
    checks: [],
    retries: { times: 0, waitMs: 0 },
    memoryBytes: undefined,
    timeoutMs: undefined,
    threads: 1,
    env: [],
    seed: 0,
    sharedSeed: false,
    at: { name: at, use: at, input: () => at, output: () => at, paramKey: () => at, paramValue: () => at },
  }
}
