import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'

/** A stage with one JSON output, made of statements that end in `return …`. */
const stage = (body: string, head = '') => `${head}
import { defineStage, json } from 'millrace'
export default defineStage({ inputs: { before: json<unknown>() }, outputs: { value: json<unknown>() }, random: false,
  async run() { ${body} } })`

/** Two stages in a row, one worker at a time; the second gives what it sees. */
function pair(first: string, second: string, head = '', more: Readonly<Record<string, unknown>> = {}): ProjectRig {
  return new ProjectRig({
    'pipeline.yaml': `name: pair
stages:
  start: { use: stages/start.ts }
  first: { use: stages/first.ts, in: { before: start.value } }
  second: { use: stages/second.ts, in: { before: first.value } }
`,
    'stages/start.ts': `import { defineStage, json } from 'millrace'
export default defineStage({ inputs: {}, outputs: { value: json<unknown>() }, random: false, run: () => ({ value: 1 }) })`,
    'stages/first.ts': stage(first, head),
    'stages/second.ts': stage(second, head),
    ...more,
  })
}

const value = (project: ProjectRig, name: string) => project.json(`artifacts/pair/${name}/value.json`)

describe('what a stage leaves in its worker process', () => {
  test('is nothing, as a rule: then the process is used again', async () => {
    const body = `console.log('hello')
    console.error('hello')
    await (await import('node:fs/promises')).readdir('.')
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 1)
    await new Promise((resolve) => controller.signal.addEventListener('abort', resolve))
    new Intl.NumberFormat('de').format(structuredClone(1))
    return { value: process.pid }`
    const project = pair(body, 'return { value: process.pid }')
    expect((await project.run('--jobs', '1')).code).toBe(0)
    expect(value(project, 'second')).toBe(value(project, 'first'))
  })

  test.each<[string, string, string, unknown]>([
    [
      'a timer that throws',
      `setTimeout(() => { throw new Error('of the first') }, 300)`,
      'await new Promise((resolve) => setTimeout(resolve, 900)); return { value: 1 }',
      1,
    ],
    [
      'a timer that throws and that the process does not wait for',
      `setTimeout(() => { throw new Error('of the first') }, 300).unref()`,
      'await new Promise((resolve) => setTimeout(resolve, 900)); return { value: 1 }',
      1,
    ],
    [
      'an open server',
      `(await import('node:net')).createServer().listen(0)`,
      'return { value: process.getActiveResourcesInfo().filter((type) => /server/i.test(type)) }',
      [],
    ],
    ['another Math.random', 'Math.random = () => 4', 'return { value: Math.random() < 1 }', true],
    [
      'a listener that swallows errors',
      `process.on('uncaughtException', () => {})`,
      `return { value: process.listenerCount('uncaughtException') }`,
      1,
    ],
  ])('such as %s does not reach the next stage', async (_, leave, look, expected) => {
    const project = pair(`${leave}; return { value: 1 }`, look)
    const result = await project.run('--jobs', '1')
    expect(result.stderr).not.toMatch(/E_\w+/)
    expect(result.code).toBe(0)
    expect(value(project, 'second')).toEqual(expected)
  })

  test('in the variables of a package does not reach another stage that imports it', async () => {
    const body = 'return { value: [next(), process.pid] }'
    const project = pair(body, body, "import { next } from 'counter'", {
      'node_modules/counter/package.json': { name: 'counter', version: '1.0.0', type: 'module', exports: './index.js' },
      'node_modules/counter/index.js': 'let n = 0\nexport const next = () => ++n\n',
      'node_modules/counter/index.d.ts': 'export declare const next: () => number\n',
    })
    expect((await project.run('--jobs', '1')).code).toBe(0)
    const [[one, pid], [two, other]] = [value(project, 'first'), value(project, 'second')] as [number[], number[]]
    expect([one, two]).toEqual([1, 1])
    expect(other).not.toBe(pid)
  })

  test('that imports a package reaches no stage that does not: the process is used again', async () => {
    const project = pair('return { value: process.pid }', 'return { value: process.pid }', '', {
      'node_modules/counter/package.json': { name: 'counter', version: '1.0.0', type: 'module', exports: './index.js' },
      'node_modules/counter/index.js': 'export const next = () => 1\n',
    })
    project.write({
      'stages/first.ts': `import { next } from 'counter'\n${project.read('stages/first.ts').replace('process.pid', 'process.pid * next()')}`,
    })
    expect((await project.run('--jobs', '1')).code).toBe(0)
    expect(value(project, 'second')).toBe(value(project, 'first'))
  })
})

describe('a stage file that does not finish being imported', () => {
  test.each([
    ['loops', 'for (;;);'],
    ['waits', 'await new Promise(() => setInterval(() => {}, 1000))'],
  ])('since its top level %s is ended and named, with a code and what to do', async (_, top) => {
    const project = pair('return { value: 1 }', 'return { value: 1 }')
    project.write({ 'stages/second.ts': `${top}\n${project.read('stages/second.ts')}` })
    for (const command of ['status', 'run']) {
      const result = await project.runWith({ env: { MILLRACE_LOAD_SECONDS: '3' } }, command)
      expect(result.code).toBe(2)
      expect(result.stderr).toContain('E_STAGE_HANGS  the stage file of "second" was not imported within 3 s')
      expect(result.stderr).toContain('stages/second.ts:1:1')
      expect(result.stderr).not.toMatch(/^\s+at /m)
    }
  })
})
