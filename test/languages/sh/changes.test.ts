import { chmodSync } from 'node:fs'
import { delimiter } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CliResult, ProjectRig, ran } from '../../rig/project-rig.ts'

const files = {
  'pipeline.yaml': `name: changes
stages:
  count:
    sh: |
      # Counts lines.
      bash "$in_script" "$in_raw" > "$out_lines"
      echo counted
    in: { script: scripts/count.sh, raw: data/raw.txt }
    out: { lines: json }
    params: { unit: line }
  double:
    sh: echo $(( $(cat "$in_lines") * 2 )) > "$out_twice"
    in: { lines: count.lines }
    out: { twice: json }
  tooled:
    sh: teller > "$out_said"
    out: { said: { kind: file, extension: .txt } }
    tools: [teller]
`,
  'scripts/count.sh': 'wc -l < "$1"\n',
  'data/raw.txt': 'one\ntwo\n',
  'tools/teller': '#!/bin/sh\nif [ "$1" = --version ]; then echo teller 1.0; else echo hello; fi\n',
}

let project: ProjectRig
let env: Record<string, string>

const run = (...args: string[]): Promise<CliResult> => project.runWith({ env }, ...args)
const explain = async (...args: string[]) => (await run('explain', ...args)).stderr

beforeAll(async () => {
  project = new ProjectRig(files, () => {})
  chmodSync(project.path('tools/teller'), 0o755)
  env = { PATH: `${project.path('tools')}${delimiter}${process.env.PATH}` }
  const first = await run()
  expect(first.stderr).toContain('3 stages ran')
  expect((await run()).stderr).toContain('Nothing to do: 0 stages ran, 3 are up to date.')
}, 60_000)

afterAll(() => project.remove())

describe('a command runs again', () => {
  test('when the script that it is given has changed, and what comes out the same stops the wave', async () => {
    project.edit('scripts/count.sh', 'wc', '# counts\nwc')
    expect(await explain('count')).toContain('input script (scripts/count.sh) has other content')
    expect(ran(await run('--json'))).toEqual(['count'])
  })

  test('when its text has changed, which is told with the old and the new line', async () => {
    project.edit('pipeline.yaml', 'echo counted', 'echo "counted $in_raw"')
    expect(await explain('count')).toContain('the command changed: echo counted → echo "counted $in_raw"')
    const told = await run('explain', '--json', 'count')
    expect(told.events).toEqual([
      expect.objectContaining({
        reasons: [
          expect.objectContaining({
            type: 'command-changed',
            from: 'bash "$in_script" "$in_raw" > "$out_lines"\necho counted',
          }),
        ],
      }),
    ])
    expect(ran(await run('--json'))).toEqual(['count'])
  })

  test('when a parameter or an output of it has changed', async () => {
    project.edit('pipeline.yaml', 'unit: line', 'unit: row')
    project.edit('pipeline.yaml', 'extension: .txt', 'extension: .md')
    expect(await explain('count')).toContain('parameter unit: "line" → "row"')
    expect(await explain('tooled')).toContain('output said.extension: ".txt" → ".md"')
    expect(ran(await run('--json')).sort()).toEqual(['count', 'tooled'])
    expect(project.list('artifacts/changes/tooled')).toEqual(['said.md'])
  })

  test('when a tool that it names has another version, also where nothing else was touched', async () => {
    project.edit('tools/teller', '1.0', '2.0')
    expect(await explain('tooled')).toContain('tool teller: teller 1.0 → teller 2.0')
    expect(ran(await run('--json'))).toEqual(['tooled'])
    project.write({ 'others/teller': '#!/bin/sh\necho another\n' })
    chmodSync(project.path('others/teller'), 0o755)
    env = { PATH: `${project.path('others')}${delimiter}${env.PATH}` }
    expect(ran(await run('--json'))).toEqual(['tooled'])
    expect(project.read('artifacts/changes/tooled/said.md')).toBe('another\n')
  })

  test('not when comments before it or blanks behind it have changed', async () => {
    project.edit('pipeline.yaml', '# Counts lines.', '# Counts\n\n      # all lines.')
    expect(ran(await run('--json'))).toEqual([])
    expect((await run('status')).code).toBe(0)
  })

  test('as it was when it is as it was', async () => {
    project.edit('pipeline.yaml', 'echo "counted $in_raw"', 'echo counted')
    project.edit('pipeline.yaml', 'unit: row', 'unit: line')
    expect((await run('--json')).events.at(-1)).toMatchObject({ ran: 0, reused: 3 })
  })
})

test('--set gives a parameter of a command another value, and knows which there are', async () => {
  expect(ran(await run('--json', '--set', 'count.unit=word'))).toEqual(['count'])
  const wrong = await run('--set', 'count.unti=word')
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain('E_PARAMS  --set count.unti: stage "count" has no parameter "unti"')
  expect(wrong.stderr).toContain('Did you mean "unit"?')
})

test('graph, report, diff and doctor know commands', async () => {
  expect((await run('graph')).stdout).toMatch(/double/)
  await run('report')
  const page = project.read('reports/changes.html')
  expect(page).toContain('<code class="card-use">sh</code>')
  expect(page).toContain('Counts\n\nall lines.'.split('\n')[0])
  expect(page).toMatch(/bash <span class="s">&quot;\$in_script&quot;<\/span>/)
  project.edit('pipeline.yaml', '* 2', '* 3')
  await run()
  expect((await run('diff', 'last~1', 'last')).stdout).toMatch(/double command .*\* 2 .*\* 3 /)
  expect((await run('doctor')).stderr).not.toContain('E_')
})
