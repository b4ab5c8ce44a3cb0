import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkRuntime } from '../../src/project/doctor/check-runtime.ts'
import { type CliResult, ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

const schemaLine = '# yaml-language-server: $schema=./pipeline.schema.json\n'
const healthy = {
  ...numbersProject,
  'pipeline.yaml': schemaLine + numbersProject['pipeline.yaml'],
  'pipeline.schema.json': {},
}

/** State and message of each check that is not in order, by name. */
const complaints = ({ events }: CliResult) =>
  Object.fromEntries(
    events.filter(({ type, state }) => type === 'check' && state !== 'ok').map((each) => [each.name, each]),
  ) as Record<string, { state: string; message: string; hint: string }>

describe('doctor', () => {
  test('has nothing to say of a project that has run: one line a check, exit code 0', async () => {
    const project = new ProjectRig(healthy)
    await project.run()
    const { code, stderr, stdout } = await project.run('doctor')
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split(/ {2,}/).slice(0, 2)),
    ).toEqual(
      [
        ['node', 'duckdb', 'esbuild', 'store', 'disk', 'clock', 'pipeline', 'environment'],
        ['schema', 'lock', 'objects', 'stages', 'results'],
      ]
        .flat()
        .map((name) => ['ok', name]),
    )
    expect(stderr).toMatch(/Nothing is wrong\.\n$/)
    expect([code, stdout]).toEqual([0, ''])
    expect(existsSync(project.path('artifacts/.store', 'work'))).toBe(true)
    expect(project.list('artifacts/.store').filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  test('warns of what a run will mend: no lock file, an unset value, no schema, something stale', async () => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': numbersProject['pipeline.yaml'].replace('params: { start: 1 }', 'env: [TOKEN_OF_MINE]'),
    })
    const result = await project.run('doctor', '--json')
    expect(result.code).toBe(0)
    const { lock, environment, schema, results } = complaints(result)
    expect(lock!.message).toContain('no pipeline.lock yet')
    expect(environment!.message).toBe('not set: TOKEN_OF_MINE (stage other)')
    expect(schema!.hint).toContain('yaml-language-server')
    expect(results!.message).toMatch(/^not up to date: scale, /)
    expect(result.events.at(-1)).toMatchObject({ type: 'doctor-finished', wrong: 0, warnings: 4 })
    project.write({ '.env': 'TOKEN_OF_MINE=1\n' })
    expect(complaints(await project.run('doctor', '--json')).environment).toBeUndefined()
  })

  test('names the artifact that is damaged, leaves it where it is, and counts what is missing', async () => {
    const project = new ProjectRig(healthy)
    await project.run()
    const { stages } = project.json<{ stages: Record<string, { outputs: Record<string, { file: string }> }> }>(
      'pipeline.lock',
    )
    const object = (stage: string, output: string) => {
      const { file } = stages[stage]!.outputs[output]!
      return project.path('artifacts/.store/objects', file.slice(0, 2), file)
    }
    rmSync(object('judge', 'verdict'))
    const missing = await project.run('doctor', '--json')
    expect(missing.code).toBe(0)
    expect(complaints(missing).objects!.message).toContain('1 of 4 artifacts')
    chmodSync(object('sum', 'total'), 0o644)
    writeFileSync(object('sum', 'total'), '99')
    const damaged = await project.run('doctor', '--json')
    expect(damaged.code).toBe(1)
    expect(complaints(damaged).objects).toMatchObject({ state: 'wrong' })
    expect(complaints(damaged).objects!.message).toContain('sum.total')
    expect(existsSync(object('sum', 'total'))).toBe(true)
    await project.run()
    expect((await project.run('doctor')).code).toBe(0)
  })

  test.each<[string, (project: ProjectRig) => void, string, string]>([
    [
      'a stage file that does not compile',
      (p) => p.edit('stages/sum.ts', 'export default', 'export defaul'),
      'stages',
      'stages/sum.ts:',
    ],
    [
      'a wire to no output',
      (p) => p.edit('pipeline.yaml', 'sum.total', 'sum.totla'),
      'stages',
      'E_UNKNOWN_OUTPUT pipeline.yaml:7',
    ],
    ['a misspelt field', (p) => p.edit('pipeline.yaml', 'seed:', 'sede:'), 'pipeline', 'E_DEFINITION pipeline.yaml:3'],
    [
      'an input that is not there',
      (p) => rmSync(p.path('data/numbers.json')),
      'results',
      'E_FILE_NOT_FOUND pipeline.yaml:',
    ],
    ['a lock file that is no JSON', (p) => p.write({ 'pipeline.lock': '<<<<<<< HEAD' }), 'lock', 'cannot be read'],
    ['no pipeline file', (p) => rmSync(p.path('pipeline.yaml')), 'pipeline', 'E_PIPELINE_NOT_FOUND'],
    [
      'a store that is a file',
      (p) => {
        rmSync(p.path('artifacts'), { recursive: true })
        p.write({ artifacts: '' })
      },
      'store',
      'ENOTDIR',
    ],
  ])('%s is wrong: exit code 1', async (_, harm, name, text) => {
    const project = new ProjectRig(healthy)
    await project.run()
    harm(project)
    const result = await project.run('doctor', '--json')
    expect(complaints(result)[name]?.message).toContain(text)
    expect(complaints(result)[name]?.state).toBe('wrong')
    expect(result.stderr).toBe('')
    expect(result.code).toBe(1)
  })

  test('sees stages that came and went since the lock file was written, and a clock that was set back', async () => {
    const project = new ProjectRig(healthy)
    await project.run()
    project.edit('pipeline.yaml', '  other:', '  another:')
    const [run] = readdirSync(project.path('artifacts/.store/runs'))
    project.edit(`artifacts/.store/runs/${run}`, '"startedAt":"2', '"startedAt":"3')
    const { lock, history } = complaints(await project.run('doctor', '--json'))
    expect(lock!.message).toBe('pipeline.lock has stages that the pipeline has not: other; lacks stages: another')
    expect(history!.message).toContain('still to come')
  })

  test('refuses a Node that is too old', async () => {
    const [node] = await checkRuntime('20.9.1')
    expect(node).toMatchObject({ state: 'wrong', message: expect.stringContaining('20.9.1 is older than 20.19') })
    const [newer] = await checkRuntime('22.0.0')
    expect(newer).toMatchObject({ state: 'ok' })
  })
})
