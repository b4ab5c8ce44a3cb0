import { describe, expect, test } from 'vitest'
import { ProjectRig } from '../rig/project-rig.ts'
import { numbersProject } from '../rig/sample-stages.ts'

describe('graph', () => {
  test('draws the pipeline as text, as Mermaid and as DOT, on stdout', async () => {
    const project = new ProjectRig(numbersProject)
    const [text, mermaid, dot] = await Promise.all([
      project.run('graph'),
      project.run('graph', '--format', 'mermaid'),
      project.run('graph', '--format', 'dot'),
    ])
    expect(text.stdout).toBe('scale\nsum    ← scale\nother  ← scale\njudge  ← sum\n')
    expect(mermaid.stdout).toMatch(/^flowchart TD\n {2}s0\["scale"\]/)
    expect(mermaid.stdout).toContain('  s0 --> s1\n')
    expect(dot.stdout).toMatch(/^digraph "numbers" \{/)
    expect(dot.stdout).toContain('  "sum" -> "judge";\n')
    const wrong = await project.run('graph', '--format', 'png')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('png')
  })
})

describe('report', () => {
  test('is written from what there is, without running anything, and again when somebody has changed it', async () => {
    const project = new ProjectRig(numbersProject)
    const before = await project.run('report')
    expect(before.code).toBe(0)
    expect(before.stderr).toContain('Report: reports/numbers.html')
    expect(project.exists('pipeline.lock')).toBe(false)
    expect(project.exists('artifacts/numbers')).toBe(false)
    await project.run()
    project.write({ 'reports/numbers.html': 'edited' })
    await project.run('report')
    expect(project.read('reports/numbers.html')).toContain('Numbers, scaled.')
  })
})

describe('clean', () => {
  test('removes artifacts and the report, never inputs or what else lies beside them; the store only when asked', async () => {
    const project = new ProjectRig({ ...numbersProject, 'reports/mine.md': 'my notes' })
    await project.run()
    const sources = project.contents('data', 'stages', 'lib', 'pipeline.yaml', 'pipeline.lock', 'reports/mine.md')
    const dry = await project.run('clean', '--dry-run')
    expect(dry.stderr).toContain('Would remove artifacts/numbers')
    expect(project.exists('artifacts/numbers/sum/total.json')).toBe(true)

    await project.run('clean')
    expect(project.exists('artifacts/numbers')).toBe(false)
    expect(project.exists('reports/numbers.html')).toBe(false)
    expect(project.contents('data', 'stages', 'lib', 'pipeline.yaml', 'pipeline.lock', 'reports/mine.md')).toEqual(
      sources,
    )
    // Everything comes back from the store.
    const back = await project.run('--json')
    expect(back.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    expect(project.json('artifacts/numbers/sum/total.json')).toBe(12)

    await project.run('clean', '--store')
    expect(project.exists('artifacts/.store')).toBe(false)
    expect((await project.run('--json')).events.at(-1)).toMatchObject({ ran: 4 })
  })
})

describe('arguments', () => {
  test.each<[string, string[], string[]]>([
    ['an unknown option', ['--form', 'sum'], ["unknown option '--form'", 'Did you mean --from?']],
    ['an unknown command', ['grahp'], ['E_UNKNOWN_STAGE', '"grahp"', 'Did you mean "graph"?']],
    ['an unknown stage', ['run', 'scael'], ['E_UNKNOWN_STAGE', '"scael"', 'Did you mean "scale"?']],
    ['an unknown stage to begin with', ['--from', 'smu'], ['E_UNKNOWN_STAGE', '"smu"', 'Did you mean "sum"?']],
    ['an unknown stage to explain', ['explain', 'smu'], ['E_UNKNOWN_STAGE', '"smu"']],
    ['a stage to set that is not there', ['--set', 'smu.start=1'], ['E_UNKNOWN_STAGE', '"smu"', '"sum"']],
    ['a parameter to set that is not there', ['--set', 'sum.strat=1'], ['E_PARAMS', '"strat"', '--set sum.strat=']],
    ['a value to set of the wrong type', ['--set', 'sum.start=one'], ['E_PARAMS', 'expected number', 'sum.start=']],
    ['a value to set that is not YAML', ['--set', 'sum.start=[1,'], ['E_ARGUMENT', 'sum.start=[1,']],
    ['a setting without a parameter', ['--set', 'sum=1'], ['E_ARGUMENT', 'sum=1', 'stage.param=value']],
    ['a setting of a list item that is not there', ['--set', 'list.of.5=1'], ['E_ARGUMENT', 'list.of.5', '2 items']],
    ['a number of jobs that is none', ['--jobs', 'many'], ['--jobs', 'many']],
    ['a number of jobs to verify with that is none', ['verify', '-j', '0'], ['--jobs', '0']],
    ['an unknown option of another command', ['gc', '--keep-rnus', '3'], ['--keep-rnus', 'Did you mean --keep-runs?']],
    ['a dry run that watches', ['--watch', '--dry-run'], ['--dry-run', '--watch']],
    ['a pipeline file that is not there', ['-p', 'other.yaml'], ['E_PIPELINE_NOT_FOUND', 'other.yaml']],
    ['a folder as the pipeline file', ['status', '--pipeline', 'stages'], ['E_PIPELINE_NOT_FOUND', 'stages']],
  ])('%s exits with 2 and says what to write', async (_, args, expected) => {
    const project = new ProjectRig({
      ...numbersProject,
      'pipeline.yaml': `${numbersProject['pipeline.yaml']}  list: { use: stages/list.ts, params: { of: [1, 2] } }\n`,
      'stages/list.ts': `import { defineStage, json, z } from 'millrace'
export default defineStage({ inputs: {}, outputs: { list: json() }, params: z.object({ of: z.array(z.number()) }),
  run: ({ params }) => ({ list: params.of }) })`,
    })
    const { code, stderr, stdout } = await project.run(...args)
    for (const text of expected) expect(stderr).toContain(text)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(stderr).not.toContain('E_INTERNAL')
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })

  test('a wrong argument is wrong also when there is nothing to do', async () => {
    const project = new ProjectRig(numbersProject)
    await project.run()
    await project.run()
    const [jobs, only] = await Promise.all([project.run('--jobs', 'many'), project.run('status', '--only', 'sum')])
    expect([jobs.code, only.code]).toEqual([2, 2])
  })

  test('--help and --version answer on stdout and exit with 0', async () => {
    const project = new ProjectRig({})
    const [help, version] = await Promise.all([project.run('--help'), project.run('--version')])
    expect([help.code, version.code]).toEqual([0, 0])
    expect(help.stdout).toContain('verify')
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  test('--help of every command ends with examples, each of which the command takes', async () => {
    const project = new ProjectRig(numbersProject)
    const { stdout } = await project.run('--help')
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[|\|| {2}| <)/gm)].map(([, name]) => name!)
    const helps = await Promise.all(commands.map((name) => project.run(name, '--help')))
    for (const [i, name] of commands.entries()) {
      // The lines of the examples begin like those of commands.
      if (name === 'help' || name === 'millrace') continue
      const [, flags, examples] = /Options:\n([\s\S]*?)\nExamples:\n([\s\S]*)$/.exec(helps[i]!.stdout) ?? []
      expect([name, examples]).toEqual([name, expect.stringContaining('millrace')])
      for (const [flag] of examples!.matchAll(/(?<= )--?[a-z][a-z-]*/g)) {
        expect([name, flag, new RegExp(`(^|[ ,])${flag}[ ,\\n]`, 'm').test(flags!)]).toEqual([name, flag, true])
      }
    }
  })

  test('without a pipeline file it says where to give one', async () => {
    const { code, stderr } = await new ProjectRig({}).run()
    expect(code).toBe(2)
    expect(stderr).toContain('E_PIPELINE_NOT_FOUND')
    expect(stderr).toContain('--pipeline FILE')
  })

  test('a pipeline in a folder of its own keeps its lock file and report there, and shares the store', async () => {
    const pipeline = numbersProject['pipeline.yaml'].replaceAll('use: stages', 'use: ../../stages')
    const project = new ProjectRig({
      ...numbersProject,
      'pipelines/small/pipeline.yaml': pipeline.replace('name: numbers', 'name: small'),
      'pipelines/small/data/numbers.json': [1, 2, 3],
    })
    await project.run()
    const small = await project.run('--pipeline', 'pipelines/small/pipeline.yaml', '--json')
    expect(small.events.at(-1)).toMatchObject({ ran: 0, reused: 4 })
    expect(project.exists('pipelines/small/pipeline.lock')).toBe(true)
    expect(project.exists('pipelines/small/reports/small.html')).toBe(true)
    expect(project.json('artifacts/small/sum/total.json')).toBe(12)
    const inside = await project.runWith({ cwd: 'pipelines/small' }, 'status')
    expect(inside.code).toBe(0)
  })
})
